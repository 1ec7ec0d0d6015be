package herd.node;

import herd.net.Timer;

/**
 * What a server does by the clock, from when it joins the herd: every second it looks how the system's
 * clock stands, every minute it logs its counters.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Housekeeping {

    private static final long ANCHOR_NANOS = 1_000_000_000L;
    private static final long COUNTERS_NANOS = 60_000_000_000L;

    private final ServerLoop server;
    private final WallClock clock;
    private final Timer anchoring;
    private final Timer counting;

    Housekeeping(ServerLoop server, WallClock clock) {
        this.server = server;
        this.clock = clock;
        anchoring = server.loop().timer(this::anchor);
        counting = server.loop().timer(this::count);
    }

    void begin() {
        anchor();
        counting.at(server.nowNanos() + COUNTERS_NANOS);
    }

    private void anchor() {
        clock.anchor();
        anchoring.at(server.nowNanos() + ANCHOR_NANOS);
    }

    private void count() {
        server.noteCounters();
        counting.at(server.nowNanos() + COUNTERS_NANOS);
    }
}
