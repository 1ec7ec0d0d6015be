package herd.net;

/**
 * The one buffer in which a turn's answers are collected, those of one connection side by side. All
 * of it is given back at once when they have been written.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Arena {

    private final byte[] bytes;
    private int used;

    Arena(int size) {
        bytes = new byte[size];
    }

    byte[] bytes() {
        return bytes;
    }

    /** Takes room for so much. Returns where it begins, or -1 when there is not enough left. */
    int take(int count) {
        if (count > bytes.length - used) {
            return -1;
        }
        int start = used;
        used += count;
        return start;
    }

    /** Takes more room right behind a piece that ends here, if that is the last and there is room. */
    boolean extend(int end, int count) {
        return end == used && take(count) >= 0;
    }

    /** Whether to flush before going on: a quarter is left for what one callback may offer. */
    boolean isNearlyFull() {
        return used > bytes.length - bytes.length / 4;
    }

    void reset() {
        used = 0;
    }
}
