package herd.link;

import herd.line.Pipe;
import java.util.zip.CRC32C;

/**
 * Spells the lines of an established link into its pipe. Nothing is allocated.
 *
 * <p><b>Threading.</b> One thread.
 */
final class LinkLineWriter {

    private static final byte[] PING_WORD = Ascii.bytes("PING ");
    private static final byte[] AUDIT_WORD = Ascii.bytes("AUDIT ");
    private static final byte[] REWIND_WORD = Ascii.bytes("REWIND");

    private final CRC32C crc = new CRC32C();

    /** What follows a record, or a whole line of another kind; the longest is an audit. */
    private final byte[] scratch = new byte[128];

    private int length;

    /** Offers a record and its number; returns how many bytes that made. */
    int record(Pipe pipe, long seq, byte[] bytes, int offset, int recordLength) {
        crc.reset();
        crc.update(bytes, offset, recordLength);
        length = 0;
        put(' ');
        putNumber(seq);
        pipe.offer(bytes, offset, recordLength);
        return recordLength + offerScratch(pipe);
    }

    /** Offers "all up to this has been sent"; returns how many bytes that made. */
    int ping(Pipe pipe, long seq) {
        begin(PING_WORD);
        putNumber(seq);
        return offerScratch(pipe);
    }

    /** Offers an audit; returns how many bytes that made. */
    int audit(Pipe pipe, long tail, long applied, long count, long sum) {
        begin(AUDIT_WORD);
        putNumber(tail);
        put(' ');
        putNumber(applied);
        put(' ');
        putNumber(count);
        put(' ');
        putHex(sum, 16);
        return offerScratch(pipe);
    }

    /** Offers "I begin again at 0"; returns how many bytes that made. */
    int rewind(Pipe pipe) {
        begin(REWIND_WORD);
        return offerScratch(pipe);
    }

    private void begin(byte[] word) {
        crc.reset();
        System.arraycopy(word, 0, scratch, 0, word.length);
        length = word.length;
    }

    private int offerScratch(Pipe pipe) {
        crc.update(scratch, 0, length);
        long check = crc.getValue();
        put(' ');
        putHex(check, LinkLine.CHECK_BYTES - 1);
        put('\n');
        pipe.offer(scratch, 0, length);
        return length;
    }

    private void put(char c) {
        scratch[length++] = (byte) c;
    }

    private void putNumber(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = value;
        int at = length + digits;
        do {
            scratch[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (at > length);
        length += digits;
    }

    private void putHex(long value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            put(Ascii.hexDigit((int) (value >>> shift) & 0xf));
        }
    }
}
