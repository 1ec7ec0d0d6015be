package herd.testkit.proof;

import herd.testkit.sim.WireFault;

/** What can be wrong with one direction of a link. */
enum Disturbance {
    BLACK_HOLE(new WireFault.BlackHole()),
    CLOG(new WireFault.Clog()),
    SLOW(new WireFault.Slow(2_000)),
    VERY_SLOW(new WireFault.Slow(100)),
    JITTER(new WireFault.Delay(0, 30_000_000)),
    LONG_WAY(new WireFault.Delay(300_000_000, 50_000_000)),
    ONE_BYTE_SLICES(new WireFault.Slice(1)),
    SMALL_SLICES(new WireFault.Slice(7)),
    PARTIAL_WRITES(new WireFault.PartialWrites()),
    DAMAGE(new WireFault.Corrupt()),
    REPEATS(new WireFault.Repeat());

    private final WireFault fault;

    Disturbance(WireFault fault) {
        this.fault = fault;
    }

    /** A fault of its own: two at once are two. */
    WireFault fault() {
        return fault;
    }
}
