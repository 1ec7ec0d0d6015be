package herd.json;

import herd.json.JsonScanner.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A Places answer that can be cut short: all but the first so many elements of its outermost {@code
 * results} are taken out of the text, and nothing else in it is touched. It is never parsed and
 * printed again, so spacing, order and escapes stay the service's.
 *
 * <p>What stays of a cut array is its text up to the end of the last element that is kept, then what
 * followed the array's last element, so that the closing bracket stands where the service put it.
 *
 * <p>Besides, what would end an answer too soon for whoever reads up to an empty line is smoothed out,
 * since white space means nothing there: of two or more newlines ({@code \n}) in a row one stays, none
 * stay at the beginning and the end. A byte order mark goes, too.
 *
 * <p><b>Threading.</b> Immutable.
 */
public final class ResultsCut {

    /** The most places that can be asked for. */
    public static final int MAX_BOUND = 20;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /**
     * One array that may be cut.
     *
     * @param stays where the text that stays ends, by the number of elements kept: at most {@link
     *     #MAX_BOUND} of them
     * @param goesOn where the text that stays begins again: behind the last element
     * @param count how many elements there are
     */
    private record Results(int[] stays, int goesOn, int count) {}

    private final byte[] text;
    private final List<Results> arrays;
    private final Optional<String> status;

    private ResultsCut(byte[] text, List<Results> arrays, Optional<String> status) {
        this.text = text;
        this.arrays = arrays;
        this.status = status;
    }

    /**
     * Reads a service's answer, once for all who want a part of it.
     *
     * @return nothing if the bytes are not one valid JSON document
     */
    public static Optional<ResultsCut> read(byte[] json) {
        byte[] text = smooth(json);
        List<Results> arrays = new ArrayList<>();
        JsonScanner scanner = new JsonScanner(text);
        Optional<String> status = Optional.empty();
        boolean isResults = false;
        boolean isStatus = false;
        while (true) {
            Token token = scanner.next();
            if (token == Token.END) {
                return Optional.of(
                        new ResultsCut(
                                text, arrays, startsWithMark(json) ? Optional.empty() : status));
            }
            if (token == Token.INVALID) {
                return Optional.empty();
            }
            if (isResults && token == Token.BEGIN_ARRAY) {
                arrays.add(array(scanner));
            } else if (isStatus) {
                status = token == Token.STRING ? Optional.of(scanner.text()) : Optional.empty();
            }
            boolean isKey = token == Token.KEY && scanner.depth() == 1;
            isResults = isKey && scanner.isKey("results");
            isStatus = isKey && scanner.isKey("status");
        }
    }

    /**
     * The text of the outermost object's {@code status}, if it has one; nothing where a byte order
     * mark stands before the document, for no service may send that (RFC 8259, 8.1).
     */
    public Optional<String> status() {
        return status;
    }

    /**
     * The answer with the first so many results.
     *
     * @param bound 0 … {@link #MAX_BOUND}
     */
    public byte[] upTo(int bound) {
        if (bound < 0 || bound > MAX_BOUND) {
            throw new IllegalArgumentException("bound is not in 0.." + MAX_BOUND + ": " + bound);
        }
        int taken = 0;
        for (Results array : arrays) {
            if (array.count() > bound) {
                taken += array.goesOn() - array.stays()[bound];
            }
        }
        byte[] cut = new byte[text.length - taken];
        int length = 0;
        int from = 0;
        for (Results array : arrays) {
            if (array.count() > bound) {
                length = append(cut, length, from, array.stays()[bound]);
                from = array.goesOn();
            }
        }
        append(cut, length, from, text.length);
        return cut;
    }

    private int append(byte[] cut, int length, int from, int to) {
        System.arraycopy(text, from, cut, length, to - from);
        return length + to - from;
    }

    /** Reads on from behind an opening bracket to its closing one. */
    private static Results array(JsonScanner scanner) {
        int inside = scanner.depth();
        int[] stays = new int[MAX_BOUND + 1];
        stays[0] = scanner.end();
        int end = scanner.end();
        int count = 0;
        Token token = scanner.next();
        while (token != Token.INVALID && scanner.depth() >= inside) {
            if (scanner.depth() == inside) {
                count++;
                end = scanner.end();
                if (count <= MAX_BOUND) {
                    stays[count] = end;
                }
            }
            token = scanner.next();
        }
        return new Results(stays, end, count);
    }

    private static byte[] smooth(byte[] json) {
        int from = startsWithMark(json) ? BYTE_ORDER_MARK.length : 0;
        int end = json.length;
        while (from < end && json[from] == '\n') {
            from++;
        }
        while (from < end && json[end - 1] == '\n') {
            end--;
        }
        int rough = from;
        while (rough < end && (json[rough] != '\n' || json[rough + 1] != '\n')) {
            rough++;
        }
        byte[] smooth = Arrays.copyOfRange(json, from, end);
        int length = rough - from;
        for (int i = rough; i < end; i++) {
            if (json[i] != '\n' || json[i + 1] != '\n') {
                smooth[length++] = json[i];
            }
        }
        return length == smooth.length ? smooth : Arrays.copyOf(smooth, length);
    }

    private static boolean startsWithMark(byte[] json) {
        return json.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(
                        json,
                        0,
                        BYTE_ORDER_MARK.length,
                        BYTE_ORDER_MARK,
                        0,
                        BYTE_ORDER_MARK.length);
    }
}
