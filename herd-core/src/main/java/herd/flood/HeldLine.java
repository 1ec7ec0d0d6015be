package herd.flood;

import herd.protocol.AtLine;

/**
 * The AT line of a record for those who need it in an array: copied when asked for, to room that is
 * used again. The room is as long as the longest line so far.
 *
 * <p><b>Threading.</b> One thread. What it says holds as long as the record stays as it is.
 */
final class HeldLine {

    private static final int USUAL_BYTES = 128;

    private final AtLine read = new AtLine();
    private byte[] room = {};
    private RecordStore records;
    private int handle;
    private int length;
    private boolean copied = true;

    /** Makes it stand for the line of a record; none before the first time. */
    void of(RecordStore records, int handle) {
        this.records = records;
        this.handle = handle;
        length = records.lineLength(handle);
        copied = false;
    }

    /** The line, from the beginning of the array on. */
    byte[] bytes() {
        if (!copied) {
            if (length > room.length) {
                room =
                        new byte
                                [Math.max(
                                        USUAL_BYTES,
                                        Math.min(2 * length, RecordStore.MAX_LINE_BYTES))];
            }
            records.copyLine(handle, room);
            copied = true;
        }
        return room;
    }

    int length() {
        return length;
    }

    /** Makes it stand for the line of a record, and reads it. */
    AtLine read(RecordStore records, int handle) {
        of(records, handle);
        if (!read.read(bytes(), 0, length)) {
            throw new IllegalStateException("record is not an AT line: " + read);
        }
        return read;
    }
}
