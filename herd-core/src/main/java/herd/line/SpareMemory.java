package herd.line;

/**
 * Memory of lines that came in two reads, for later ones: so that a busy stream makes no garbage. At
 * most two pieces, none larger than the bound.
 *
 * <p><b>Threading.</b> One thread.
 */
final class SpareMemory {

    private static final byte[] NOTHING = {};

    private final int maxBytes;
    private byte[] spare = NOTHING;

    /** Of a line that was handed on in this read, or before: spare from the next on. */
    private byte[] handedOn = NOTHING;

    SpareMemory(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The lines handed on so far are not looked at any more. */
    void nextRead() {
        if (spare.length == 0) {
            spare = handedOn;
            handedOn = NOTHING;
        }
    }

    /** Memory for the beginning of a line: none of it, perhaps. */
    byte[] take() {
        byte[] taken = spare;
        spare = NOTHING;
        return taken;
    }

    /** Takes the memory of a line that is being handed on. */
    void handedOn(byte[] line) {
        if (line.length <= maxBytes) {
            handedOn = line;
        }
    }
}
