package herd.testkit.proof;

/**
 * A number for everything that happened in a run, in order and with its time: two runs with the same
 * number were the same.
 */
final class TraceHash {

    private static final long ODD = 0x9e3779b97f4a7c15L;

    private long hash = ODD;

    /**
     * Adds an event.
     *
     * @param kind which of them
     * @param who the server
     * @param what with what; empty if there is nothing to say
     */
    void add(long nanos, int kind, String who, String what) {
        mix(nanos);
        mix(kind);
        mix(who.hashCode());
        mix(what.hashCode());
    }

    long value() {
        return hash;
    }

    private void mix(long bits) {
        hash = Long.rotateLeft((hash ^ bits) * ODD, 29);
    }
}
