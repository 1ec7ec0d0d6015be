package herd.link;

import java.util.zip.CRC32C;

/**
 * One line of an established link, read where it lies. One of these is used for all lines: nothing
 * is allocated.
 *
 * <p><b>Threading.</b> One thread.
 */
final class LinkLine {

    /** What a line says. */
    enum Kind {
        RECORD,
        PING,
        AUDIT,
        REWIND,
        /** The check does not fit. */
        DAMAGED,
        /** The check fits, but nobody says this. */
        UNREADABLE
    }

    /** A blank and the eight digits of the check. */
    static final int CHECK_BYTES = 9;

    /** The most that a record line has beyond its record: blank, 19 digits, check. */
    static final int MOST_FRAME_BYTES = 1 + 19 + CHECK_BYTES;

    private static final byte[] RECORD_WORD = Ascii.bytes("AT ");
    private static final byte[] PING_WORD = Ascii.bytes("PING ");
    private static final byte[] AUDIT_WORD = Ascii.bytes("AUDIT ");
    private static final byte[] REWIND_WORD = Ascii.bytes("REWIND");

    private final CRC32C crc = new CRC32C();

    private byte[] bytes = {};
    private int at;
    private int end;
    private boolean broken;

    private int recordLength;
    private long seq;
    private long applied;
    private long count;
    private long sum;

    /** Reads a line, without its end. */
    Kind read(byte[] line, int offset, int length) {
        bytes = line;
        broken = false;
        if (!checks(offset, length)) {
            return Kind.DAMAGED;
        }
        if (takes(RECORD_WORD)) {
            return readRecord(offset);
        }
        if (takes(PING_WORD)) {
            seq = number();
            return readTo(Kind.PING);
        }
        if (takes(AUDIT_WORD)) {
            seq = number();
            blank();
            applied = number();
            blank();
            count = number();
            blank();
            sum = hexNumber(16);
            return readTo(Kind.AUDIT);
        }
        return takes(REWIND_WORD) ? readTo(Kind.REWIND) : Kind.UNREADABLE;
    }

    /** Of a record: how long it is; it begins where the line does. */
    int recordLength() {
        return recordLength;
    }

    /** Of a record: its number. Of a ping or an audit: all up to this has been sent. */
    long seq() {
        return seq;
    }

    /** Of an audit: the last number that its sender applied. */
    long applied() {
        return applied;
    }

    /** Of an audit: how many records its sender holds. */
    long count() {
        return count;
    }

    /** Of an audit: the sum of their hashes. */
    long sum() {
        return sum;
    }

    /** Whether the check fits; leaves the view on the bytes before it. */
    private boolean checks(int offset, int length) {
        int checkedLength = length - CHECK_BYTES;
        if (checkedLength < 1 || bytes[offset + checkedLength] != ' ') {
            return false;
        }
        at = offset + checkedLength + 1;
        end = offset + length;
        long said = hexNumber(CHECK_BYTES - 1);
        crc.reset();
        crc.update(bytes, offset, checkedLength);
        at = offset;
        end = offset + checkedLength;
        return !broken && said == crc.getValue();
    }

    /** The number is the last word of the line; what the record says before it is not looked at. */
    private Kind readRecord(int offset) {
        int blank = end - 1;
        while (blank > at && bytes[blank] != ' ') {
            blank--;
        }
        recordLength = blank - offset;
        at = blank + 1;
        seq = number();
        broken |= recordLength <= RECORD_WORD.length;
        return readTo(Kind.RECORD);
    }

    private Kind readTo(Kind kind) {
        return !broken && at == end ? kind : Kind.UNREADABLE;
    }

    private boolean takes(byte[] word) {
        if (end - at < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes[at + i] != word[i]) {
                return false;
            }
        }
        at += word.length;
        return true;
    }

    private void blank() {
        if (at < end && bytes[at] == ' ') {
            at++;
        } else {
            broken = true;
        }
    }

    private long number() {
        int from = at;
        long value = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            int digit = bytes[at] - '0';
            broken |= value > (Long.MAX_VALUE - digit) / 10;
            value = 10 * value + digit;
            at++;
        }
        broken |= at == from || bytes[from] == '0' && at - from > 1;
        return value;
    }

    private long hexNumber(int digits) {
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = at < end ? Ascii.hexDigit(bytes[at]) : -1;
            broken |= digit < 0;
            value = value << 4 | digit & 0xf;
            at++;
        }
        return value;
    }
}
