package herd.line;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines, in whatever pieces it comes. A line ends with {@code \n} and
 * with nothing else; no other byte is looked at or changed.
 *
 * <p>A line that lies whole in what was read is handed on where it lies; only an incomplete one is
 * kept, and never more of it than the limit: a longer line is handed on in pieces as it comes, so
 * that a line without end costs no memory. What is handed on stays as it is until {@link #read} is
 * called again, if the caller's bytes do.
 *
 * <p><b>Threading.</b> One thread.
 */
public final class LineReader {

    private static final byte[] NOTHING = {};

    /** Stands for a line beyond the limit: none of it is held. */
    private static final byte[] LONG_LINE = {};

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;

    private final int maxLineBytes;

    /** Null if memory of lines is not used again. */
    private final SpareMemory spares;

    /** The beginning of a line whose end has not come yet; or {@link #LONG_LINE}. */
    private byte[] held = NOTHING;

    private int heldLength;

    /**
     * Makes a reader at the beginning of a stream, that owns no memory between lines.
     *
     * @param maxLineBytes the longest line that is handed on whole, without its end; at least 1
     */
    public LineReader(int maxLineBytes) {
        this(maxLineBytes, null);
    }

    /**
     * Makes a reader that uses the memory of a line again for a later one, so that a busy stream makes
     * no garbage.
     *
     * @param maxSpareBytes the longest line whose memory is not let go; there may be two of these
     */
    public LineReader(int maxLineBytes, int maxSpareBytes) {
        this(maxLineBytes, new SpareMemory(maxSpareBytes));
    }

    private LineReader(int maxLineBytes, SpareMemory spares) {
        if (maxLineBytes < 1) {
            throw new IllegalArgumentException("maxLineBytes is not positive: " + maxLineBytes);
        }
        this.maxLineBytes = maxLineBytes;
        this.spares = spares;
    }

    /**
     * Reads on through the stream.
     *
     * @return how many of the bytes were taken: all, unless the sink said to stop
     */
    public int read(byte[] bytes, int offset, int length, LineSink sink) {
        if (spares != null) {
            spares.nextRead();
        }
        int end = offset + length;
        int at = offset;
        boolean more = true;
        while (more && at < end) {
            int newline = indexOfNewline(bytes, at, end);
            if (newline >= 0) {
                more = lineEnds(bytes, at, newline - at, sink);
                at = newline + 1;
            } else {
                lineGoesOn(bytes, at, end - at, sink);
                at = end;
            }
        }
        return at - offset;
    }

    /** Ends the stream: what came after the last line end counts as a line, too, if it is not empty. */
    public void end(LineSink sink) {
        if (held == LONG_LINE || heldLength > 0) {
            lineEnds(NOTHING, 0, 0, sink);
        }
    }

    /** The bytes of memory kept for a line whose end has not come. */
    public int heldBytes() {
        return held.length;
    }

    private boolean lineEnds(byte[] bytes, int offset, int length, LineSink sink) {
        if (held == LONG_LINE) {
            held = NOTHING;
            return sink.piece(bytes, offset, length, false, true);
        }
        if (heldLength + length > maxLineBytes) {
            return longLineEnds(bytes, offset, length, sink);
        }
        boolean whole = heldLength == 0;
        int total = heldLength + length;
        byte[] line = whole ? bytes : joined(bytes, offset, length);
        // The only call for a whole line: what it leads to is large, and compiled for each call.
        return sink.line(line, whole ? offset : 0, total);
    }

    /** A line that grew too long just now. */
    private boolean longLineEnds(byte[] bytes, int offset, int length, LineSink sink) {
        if (heldLength == 0) {
            return sink.piece(bytes, offset, length, true, true);
        }
        byte[] beginning = held;
        int beginningLength = heldLength;
        held = NOTHING;
        heldLength = 0;
        boolean more = sink.piece(beginning, 0, beginningLength, true, false);
        return sink.piece(bytes, offset, length, false, true) & more;
    }

    /** Puts the rest of a line behind its beginning, which is held no longer then. */
    private byte[] joined(byte[] bytes, int offset, int length) {
        byte[] line = held;
        if (heldLength + length > line.length) {
            line = Arrays.copyOf(line, heldLength + length);
        }
        System.arraycopy(bytes, offset, line, heldLength, length);
        held = NOTHING;
        heldLength = 0;
        if (spares != null) {
            spares.handedOn(line);
        }
        return line;
    }

    /** Takes the rest of what was read; whether to go on then is no question. */
    private void lineGoesOn(byte[] bytes, int offset, int length, LineSink sink) {
        if (held == LONG_LINE) {
            sink.piece(bytes, offset, length, false, false);
        } else if (heldLength + length <= maxLineBytes) {
            hold(bytes, offset, length);
        } else {
            boolean begins = heldLength == 0;
            if (!begins) {
                sink.piece(held, 0, heldLength, true, false);
            }
            held = LONG_LINE;
            heldLength = 0;
            sink.piece(bytes, offset, length, begins, false);
        }
    }

    private void hold(byte[] bytes, int offset, int length) {
        int needed = heldLength + length;
        if (heldLength == 0 && spares != null) {
            held = spares.take();
        }
        if (needed > held.length) {
            held = Arrays.copyOf(held, Math.min(maxLineBytes, Math.max(needed, 2 * held.length)));
        }
        System.arraycopy(bytes, offset, held, heldLength, length);
        heldLength = needed;
    }

    private static int indexOfNewline(byte[] bytes, int from, int end) {
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long different = (long) LONGS.get(bytes, at) ^ EACH_BYTE * '\n';
            // What a byte borrows from the next one only matters behind the first that is found.
            long found = different - EACH_BYTE & ~different & EACH_BYTE << 7;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        return at < end ? at : -1;
    }
}
