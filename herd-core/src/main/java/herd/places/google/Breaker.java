package herd.places.google;

/**
 * Keeps a service that fails from being asked by everybody again and again.
 *
 * <pre>
 *            5 failures in a row                 its time is up, one may try
 *   closed ──────────────────────► open 1 s ─────────────────────────────────► probing
 *     ▲                             ▲  twice as long each time, 30 s at most       │ │
 *     │                             └──────────────── it failed ───────────────────┘ │
 *     └─────────────────────────────── any answer ───────────────────────────────────┘
 * </pre>
 *
 * <p><b>Threading.</b> One thread. <b>Time.</b> Monotonic nanoseconds, handed in.
 */
final class Breaker {

    static final int FAILURES = 5;
    static final long SHORTEST_NANOS = 1_000_000_000L;
    static final long LONGEST_NANOS = 30 * SHORTEST_NANOS;

    /** Whether somebody may ask. */
    enum Permit {
        NO,
        YES,
        /** As the only one, to see whether the service is back. */
        PROBE
    }

    private int failures;
    private long openNanos;
    private long openUntilNanos;
    private boolean probing;

    /** Asks for leave to try; who has it reports what came of it, once. */
    Permit permit(long nowNanos) {
        if (failures < FAILURES) {
            return Permit.YES;
        }
        if (probing || nowNanos - openUntilNanos < 0) {
            return Permit.NO;
        }
        probing = true;
        return Permit.PROBE;
    }

    /** The service answered, whatever it said. */
    void answered() {
        failures = 0;
        openNanos = 0;
        probing = false;
    }

    /** The service failed one that had leave to try. */
    void failed(Permit permit, long nowNanos) {
        if (failures < FAILURES) {
            failures++;
            if (failures == FAILURES) {
                open(nowNanos);
            }
        } else if (permit == Permit.PROBE) {
            open(nowNanos);
        }
        // Any other was on its way when the breaker opened, and says nothing new.
    }

    /** One that had leave to try gave up before it knew. */
    void gaveUp(Permit permit) {
        if (permit == Permit.PROBE) {
            probing = false;
        }
    }

    private void open(long nowNanos) {
        probing = false;
        openNanos = openNanos == 0 ? SHORTEST_NANOS : Math.min(LONGEST_NANOS, 2 * openNanos);
        openUntilNanos = nowNanos + openNanos;
    }
}
