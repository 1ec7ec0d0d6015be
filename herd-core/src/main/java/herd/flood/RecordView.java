package herd.flood;

/**
 * A look at one record where it lies. Reusable: made once, shown one record after the other.
 *
 * <p><b>Threading.</b> One thread. What it shows holds until the flood's next merge.
 */
public final class RecordView {

    private byte[] bytes = {};
    private int offset;
    private int length;
    private long seq;

    /** The array that the AT line lies in; not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the AT line begins in {@link #bytes}. */
    public int offset() {
        return offset;
    }

    /** How long the AT line is; it has no line end. */
    public int length() {
        return length;
    }

    /** The local number of the record's last change. */
    public long seq() {
        return seq;
    }

    void show(RecordStore records, int handle) {
        bytes = records.array(handle);
        offset = records.lineOffset(handle);
        length = records.lineLength(handle);
        seq = records.seq(handle);
    }
}
