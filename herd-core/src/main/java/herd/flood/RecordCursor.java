package herd.flood;

/**
 * Reads records in the order of change: once through all, or on and on as they change. A record that
 * changes while the cursor is before it is shown once, as it is then.
 *
 * <p><b>Threading.</b> The flood's thread.
 */
public final class RecordCursor {

    private final Runnable settle;
    private final RecordStore records;
    private final ChangeList.Reader reader;

    RecordCursor(Runnable settle, RecordStore records, ChangeList.Reader reader) {
        this.settle = settle;
        this.records = records;
        this.reader = reader;
    }

    /** Moves behind the next record and shows it, if there is one. */
    public boolean next(RecordView into) {
        settle.run();
        int handle = reader.next();
        if (handle == RecordStore.NONE) {
            return false;
        }
        into.show(records, handle);
        return true;
    }

    /** Moves to right behind a change; 0 is before the first. */
    public void seek(long seq) {
        reader.seek(seq);
    }
}
