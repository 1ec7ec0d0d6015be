package herd.testkit.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One direction of what lies between two ends: how it carries bytes, with all that is wrong with it at
 * the moment.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
public final class SimulatedWire {

    /** What is due to pass at once on a slow wire is cut into parts of this many seconds. */
    private static final long PARTS_A_SECOND = 100;

    private static final long NANOS_A_SECOND = 1_000_000_000;

    private final Latency latency;
    private final List<WireFault> faults = new ArrayList<>();
    private long slowUntilNanos;

    /** Makes a wire with which nothing is wrong. */
    public SimulatedWire(Latency latency) {
        this.latency = latency;
    }

    public List<WireFault> faults() {
        return List.copyOf(faults);
    }

    void add(WireFault fault) {
        faults.add(fault);
    }

    void remove(WireFault fault) {
        faults.remove(fault);
    }

    public boolean isBlocked() {
        for (WireFault fault : faults) {
            if (fault.blocks()) {
                return true;
            }
        }
        return false;
    }

    public boolean isShut() {
        for (WireFault fault : faults) {
            if (fault.shutsWindow()) {
                return true;
            }
        }
        return false;
    }

    /** How long a piece takes that leaves now. */
    long delayNanos(Random random) {
        long nanos = latency.nanos(random);
        for (WireFault fault : faults) {
            nanos += fault.delayNanos(random);
        }
        return nanos;
    }

    /** How long a piece takes that was held up, and is sent once more. */
    long leastNanos() {
        return latency.leastNanos();
    }

    /** The longest that a piece takes, if nothing holds it up. */
    public long mostNanos() {
        long nanos = latency.mostNanos();
        for (WireFault fault : faults) {
            nanos += fault.mostDelayNanos();
        }
        return nanos;
    }

    public long bytesPerSecond() {
        long rate = Long.MAX_VALUE;
        for (WireFault fault : faults) {
            rate = Math.min(rate, fault.bytesPerSecond());
        }
        return rate;
    }

    /** How many of the bytes that have got here may pass now; at most as many as are there. */
    int passes(int there, long nowNanos) {
        long rate = bytesPerSecond();
        if (rate == Long.MAX_VALUE) {
            return there;
        }
        if (nowNanos < slowUntilNanos) {
            return 0;
        }
        int part = (int) Math.min(there, Math.max(1, rate / PARTS_A_SECOND));
        slowUntilNanos = nowNanos + part * NANOS_A_SECOND / rate;
        return part;
    }

    /** When more may pass than passed last. */
    long passesAgainNanos() {
        return slowUntilNanos;
    }

    /** How many of the bytes that wait the network takes in one write. */
    int taken(Random random, int waiting) {
        int taken = waiting;
        for (WireFault fault : faults) {
            taken = Math.min(taken, fault.taken(random, waiting));
        }
        return taken;
    }

    /** How much of what is there is read at once: mostly all, sometimes any part of it. */
    int pieceLength(Random random, int there) {
        int length = random.nextInt(4) > 0 ? there : 1 + random.nextInt(there);
        for (WireFault fault : faults) {
            length = Math.min(length, fault.mostPieceBytes());
        }
        return length;
    }

    /** What is read in place of a piece. */
    byte[] arrivesAs(Random random, byte[] piece) {
        byte[] read = piece;
        for (WireFault fault : faults) {
            read = fault.arrivesAs(random, read);
        }
        return read;
    }
}
