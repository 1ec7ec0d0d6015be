package herd.net;

/**
 * The bytes that all connections of a loop keep together: what their peers have not taken yet, and
 * what their handlers say that they hold. Bounded, so that many slow peers cannot do what one may not.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Budget {

    private final long maxBytes;
    private long usedBytes;

    Budget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes so much, if it is there; fewer than none gives back. */
    boolean take(long bytes) {
        if (bytes > maxBytes - usedBytes) {
            return false;
        }
        usedBytes += bytes;
        return true;
    }

    void giveBack(long bytes) {
        usedBytes -= bytes;
    }

    long usedBytes() {
        return usedBytes;
    }
}
