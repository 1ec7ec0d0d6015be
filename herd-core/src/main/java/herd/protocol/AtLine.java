package herd.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One AT line and what it says: built from a client's IAMAT, or read where it lies. It is the
 * answer to the client, what the neighbours are told, and what is kept, byte for byte the same.
 *
 * <p>Times are exact: whole seconds and nanoseconds. The receipt time is the client's time plus the
 * difference, so it is the building server's clock when the IAMAT came in.
 *
 * <p><b>Threading.</b> One thread. Reusable: what the accessors say holds until the next {@link
 * #compose} or {@link #read}, and while the bytes read stay as they are.
 *
 * <p><b>Source.</b> PROTOCOL.md, Clients; Flooding, rule 1.
 */
public final class AtLine {

    /** How much longer an AT line can be than the IAMAT it was built from, with a margin. */
    public static final int MAX_GROWTH_BYTES = 256;

    /** The last receipt time, which is the last nanosecond since 1970 that a long can count. */
    private static final long MAX_RECEIPT_SECONDS = Long.MAX_VALUE / TimeReader.NANOS_PER_SECOND;

    private static final int MAX_RECEIPT_NANOS =
            (int) (Long.MAX_VALUE % TimeReader.NANOS_PER_SECOND);

    private final TimeReader time = new TimeReader();
    private final TimeReader difference = new TimeReader();

    private byte[] buffer = {};
    private byte[] bytes = buffer;
    private int offset;
    private int length;
    private int originStart;
    private int originEnd;
    private int idStart;
    private int idEnd;
    private int coordinatesStart;
    private int coordinatesEnd;
    private long seconds;
    private int nanos;
    private long receiptSeconds;
    private int receiptNanos;

    /** Makes a view that says nothing yet. */
    public AtLine() {}

    /**
     * Builds the line that answers an IAMAT. The byte after it in {@link #bytes} is a line end, so
     * that line and end can be sent as one run.
     *
     * @param iamat just read as {@link CommandReader.Kind#IAMAT}
     * @param origin the name of the server that took the command
     * @param wallNanos when the command arrived, in nanoseconds since 1970; not negative
     */
    public void compose(CommandReader iamat, byte[] origin, long wallNanos) {
        int needed = maxLength(iamat, origin) + 1;
        if (needed > buffer.length) {
            buffer = new byte[2 * needed];
        }
        compose(iamat, origin, wallNanos, buffer, 0);
    }

    /** How long the line that answers an IAMAT is at most. */
    public static int maxLength(CommandReader iamat, byte[] origin) {
        return iamat.idLength()
                + iamat.coordinatesLength()
                + iamat.timeLength()
                + origin.length
                + MAX_GROWTH_BYTES;
    }

    /**
     * Builds the same line into bytes of the caller's.
     *
     * @param to has room for {@link #maxLength} bytes and a line end
     * @param at where the line is to begin
     */
    public void compose(CommandReader iamat, byte[] origin, long wallNanos, byte[] to, int at) {
        seconds = iamat.seconds();
        nanos = iamat.nanos();
        receiptSeconds = wallNanos / TimeReader.NANOS_PER_SECOND;
        receiptNanos = (int) (wallNanos % TimeReader.NANOS_PER_SECOND);

        bytes = to;
        offset = at;
        to[at] = 'A';
        to[at + 1] = 'T';
        to[at + 2] = ' ';
        originStart = at + 3;
        originEnd = put(origin, 0, origin.length, originStart);
        to[originEnd] = ' ';
        idStart = putDifference(originEnd + 1) + 1;
        to[idStart - 1] = ' ';
        idEnd = idStart + iamat.idLength();
        coordinatesStart = idEnd + 1;
        coordinatesEnd = coordinatesStart + iamat.coordinatesLength();
        int end = coordinatesEnd + 1 + iamat.timeLength();
        length = end - at;
        putReport(iamat);
        to[end] = '\n';
    }

    /**
     * Reads an AT line, without a line end, where it lies.
     *
     * <p><b>Why so long.</b> As one method of more than 325 bytes of bytecode it is compiled by itself;
     * a shorter one would be copied by the compiler into each of those that lead to it.
     *
     * @return whether it is one that a server could have built; if not, the accessors say nothing
     */
    public boolean read(byte[] line, int from, int count) {
        bytes = line;
        offset = from;
        length = count;
        int end = from + count;
        if (count < 3 || line[from] != 'A' || line[from + 1] != 'T' || line[from + 2] != ' ') {
            return false;
        }
        originStart = from + 3;
        originEnd = ServerName.end(line, originStart, end);
        int sign = originEnd + 1;
        if (!isSpace(originEnd, end) || sign == end || line[sign] != '+' && line[sign] != '-') {
            return false;
        }
        int wholeStart = sign + 1;
        int differenceEnd = difference.read(line, wholeStart, end);
        int point = differenceEnd - 1 - TimeReader.NANO_DIGITS;
        if (!isSpace(differenceEnd, end) || point <= wholeStart || line[point] != '.') {
            return false;
        }
        boolean needlessZero = line[wholeStart] == '0' && point > wholeStart + 1;
        idStart = differenceEnd + 1;
        idEnd = Decimals.skipField(line, idStart, end);
        if (needlessZero || idEnd == idStart || !isSpace(idEnd, end)) {
            return false;
        }
        coordinatesStart = idEnd + 1;
        coordinatesEnd = Decimals.coordinatesEnd(line, coordinatesStart, end);
        if (!isSpace(coordinatesEnd, end) || time.read(line, coordinatesEnd + 1, end) != end) {
            return false;
        }
        seconds = time.seconds();
        nanos = time.nanos();
        return addReceipt(line[sign] == '-');
    }

    /** The array that the line lies in. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the line begins in {@link #bytes}. */
    public int offset() {
        return offset;
    }

    /** How long the line is; it has no line end. */
    public int length() {
        return length;
    }

    /** Where the name of the server that built it begins in {@link #bytes}. */
    public int originOffset() {
        return originStart;
    }

    /** How long that name is. */
    public int originLength() {
        return originEnd - originStart;
    }

    /** Where the client ID begins in {@link #bytes}. */
    public int idOffset() {
        return idStart;
    }

    /** How long the client ID is. */
    public int idLength() {
        return idEnd - idStart;
    }

    /** Where the coordinates begin in {@link #bytes}. */
    public int coordinatesOffset() {
        return coordinatesStart;
    }

    /** How long the coordinates are. */
    public int coordinatesLength() {
        return coordinatesEnd - coordinatesStart;
    }

    /** The client's time: whole seconds since 1970, in [0, 10^18). */
    public long seconds() {
        return seconds;
    }

    /** The client's time: nanoseconds, in [0, 10^9). */
    public int nanos() {
        return nanos;
    }

    /** The receipt time: whole seconds since 1970, not negative. */
    public long receiptSeconds() {
        return receiptSeconds;
    }

    /** The receipt time: nanoseconds, in [0, 10^9). */
    public int receiptNanos() {
        return receiptNanos;
    }

    private int put(byte[] from, int start, int count, int to) {
        System.arraycopy(from, start, bytes, to, count);
        return to + count;
    }

    /** Copies ID, coordinates and time; all at once, if there is one space between them already. */
    private void putReport(CommandReader iamat) {
        byte[] from = iamat.bytes();
        int idFrom = iamat.idOffset();
        int coordinatesFrom = iamat.coordinatesOffset();
        int timeFrom = iamat.timeOffset();
        boolean apart =
                timeFrom - idFrom == coordinatesEnd + 1 - idStart
                        && from[coordinatesFrom - 1] == ' '
                        && from[timeFrom - 1] == ' ';
        if (apart) {
            put(from, idFrom, offset + length - idStart, idStart);
            return;
        }
        put(from, idFrom, iamat.idLength(), idStart);
        bytes[idEnd] = ' ';
        put(from, coordinatesFrom, iamat.coordinatesLength(), coordinatesStart);
        bytes[coordinatesEnd] = ' ';
        put(from, timeFrom, iamat.timeLength(), coordinatesEnd + 1);
    }

    /** Spells receipt minus time: a sign, seconds, a point, nine digits; returns where it ends. */
    private int putDifference(int to) {
        long differenceSeconds = receiptSeconds - seconds;
        int differenceNanos = receiptNanos - nanos;
        boolean negative = differenceSeconds < 0 || differenceSeconds == 0 && differenceNanos < 0;
        if (negative) {
            differenceSeconds = -differenceSeconds;
            differenceNanos = -differenceNanos;
        }
        if (differenceNanos < 0) {
            differenceSeconds--;
            differenceNanos += TimeReader.NANOS_PER_SECOND;
        }
        bytes[to] = (byte) (negative ? '-' : '+');
        int point = putSeconds(differenceSeconds, to + 1);
        bytes[point] = '.';
        int first = differenceNanos / 100_000_000;
        bytes[point + 1] = (byte) ('0' + first);
        EightBytes.set(bytes, point + 2, EightBytes.spell(differenceNanos - 100_000_000 * first));
        return point + 1 + TimeReader.NANO_DIGITS;
    }

    private int putSeconds(long value, int to) {
        int end = to + 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            end++;
        }
        long rest = value;
        int at = end;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (at > to);
        return end;
    }

    private boolean isSpace(int at, int end) {
        return at >= 0 && at < end && bytes[at] == ' ';
    }

    /** Adds the difference to the time; returns whether the sum is one that a clock may show. */
    private boolean addReceipt(boolean negative) {
        if (negative && difference.seconds() == 0 && difference.nanos() == 0) {
            return false;
        }
        receiptSeconds = seconds + (negative ? -difference.seconds() : difference.seconds());
        receiptNanos = nanos + (negative ? -difference.nanos() : difference.nanos());
        if (receiptNanos < 0) {
            receiptSeconds--;
            receiptNanos += TimeReader.NANOS_PER_SECOND;
        } else if (receiptNanos >= TimeReader.NANOS_PER_SECOND) {
            receiptSeconds++;
            receiptNanos -= TimeReader.NANOS_PER_SECOND;
        }
        return receiptSeconds >= 0
                && (receiptSeconds < MAX_RECEIPT_SECONDS
                        || receiptSeconds == MAX_RECEIPT_SECONDS
                                && receiptNanos <= MAX_RECEIPT_NANOS);
    }

    @Override
    public String toString() {
        byte[] line = Arrays.copyOfRange(bytes, offset, offset + length);
        return new String(line, StandardCharsets.ISO_8859_1);
    }
}
