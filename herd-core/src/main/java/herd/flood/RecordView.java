package herd.flood;

/**
 * A look at one record. Reusable: made once, shown one record after the other. The AT line is copied
 * when somebody asks for it, since not all do.
 *
 * <p><b>Threading.</b> One thread. What it shows holds until the flood's next merge.
 */
public final class RecordView {

    private final HeldLine line = new HeldLine();
    private long seq;

    /** The array that the AT line lies in; not to be written to. */
    public byte[] bytes() {
        return line.bytes();
    }

    /** Where the AT line begins in {@link #bytes}. */
    public int offset() {
        return 0;
    }

    /** How long the AT line is; it has no line end. */
    public int length() {
        return line.length();
    }

    /** The local number of the record's last change. */
    public long seq() {
        return seq;
    }

    void show(RecordStore records, int handle) {
        line.of(records, handle);
        seq = records.seq(handle);
    }
}
