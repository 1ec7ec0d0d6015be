package herd.protocol;

/**
 * Reads what one line of a client asks for, in place: the fields are positions in the caller's
 * bytes, and nothing is allocated, whatever the line is.
 *
 * <p>White space is exactly space, {@code \t}, {@code \r}, {@code \n}, {@code \f} and {@code \v}.
 * Any other byte belongs to a field, be it NUL or half a UTF-8 character. A command is four fields.
 *
 * <p><b>Threading.</b> One thread. What the accessors say holds until the next {@link #read}.
 *
 * <p><b>Source.</b> PROTOCOL.md, Clients.
 */
public final class CommandReader {

    /** What a line is. */
    public enum Kind {
        /** A client tells where it is. */
        IAMAT,
        /** A client asks what is near another. */
        WHATSAT,
        /** White space only: gets no answer. */
        BLANK,
        /** Anything else: answered with a question mark and the line as it was sent. */
        INVALID
    }

    /** The largest radius that may be asked for, in km. */
    public static final int MAX_RADIUS_KM = 50;

    /** The most places that may be asked for. */
    public static final int MAX_PLACES = 20;

    private static final byte[] IAMAT = {'I', 'A', 'M', 'A', 'T'};
    private static final byte[] WHATSAT = {'W', 'H', 'A', 'T', 'S', 'A', 'T'};

    private final TimeReader time = new TimeReader();

    private byte[] bytes = {};
    private int idStart;
    private int idEnd;
    private int thirdStart;
    private int thirdEnd;
    private int fourthStart;
    private int fourthEnd;
    private int bound;

    /** Makes a reader that has read nothing yet. */
    public CommandReader() {}

    /**
     * Reads one line, without its end. The bytes must stay as they are while fields are used.
     *
     * <p><b>Why so long.</b> See {@link AtLine#read}.
     */
    public Kind read(byte[] line, int offset, int length) {
        bytes = line;
        int end = offset + length;
        int word = Decimals.skipWhiteSpace(line, offset, end);
        if (word == end) {
            return Kind.BLANK;
        }
        boolean isIamat = begins(IAMAT, word, end);
        if (!isIamat && !begins(WHATSAT, word, end)) {
            return Kind.INVALID;
        }
        int wordEnd = word + (isIamat ? IAMAT.length : WHATSAT.length);
        idStart = Decimals.skipWhiteSpace(line, wordEnd, end);
        idEnd = Decimals.skipField(line, idStart, end);
        thirdStart = Decimals.skipWhiteSpace(line, idEnd, end);
        thirdEnd =
                isIamat
                        ? Decimals.coordinatesEnd(line, thirdStart, end)
                        : Decimals.atMostEnd(line, thirdStart, end, MAX_RADIUS_KM);
        if (idStart == wordEnd || thirdEnd < 0) {
            return Kind.INVALID;
        }
        fourthStart = Decimals.skipWhiteSpace(line, thirdEnd, end);
        if (isIamat) {
            fourthEnd = time.read(line, fourthStart, end);
        } else {
            fourthEnd = Decimals.skipDigits(line, fourthStart, end);
            bound = Decimals.wholeNumber(line, fourthStart, fourthEnd, MAX_PLACES + 1);
        }
        // It begins with a digit, which the third field would have taken: so a space is between.
        if (fourthEnd <= fourthStart || !isIamat && bound > MAX_PLACES) {
            return Kind.INVALID;
        }
        boolean more = Decimals.skipWhiteSpace(line, fourthEnd, end) != end;
        return more ? Kind.INVALID : isIamat ? Kind.IAMAT : Kind.WHATSAT;
    }

    /** The array that the line lies in. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the client ID begins in {@link #bytes}. */
    public int idOffset() {
        return idStart;
    }

    /** How long the client ID is. */
    public int idLength() {
        return idEnd - idStart;
    }

    /** IAMAT: where the coordinates begin. */
    public int coordinatesOffset() {
        return thirdStart;
    }

    /** IAMAT: how long the coordinates are. */
    public int coordinatesLength() {
        return thirdEnd - thirdStart;
    }

    /** IAMAT: where the time begins. */
    public int timeOffset() {
        return fourthStart;
    }

    /** IAMAT: how long the time is. */
    public int timeLength() {
        return fourthEnd - fourthStart;
    }

    /** WHATSAT: where the radius begins, in km, digits and perhaps a point and digits. */
    public int radiusOffset() {
        return thirdStart;
    }

    /** WHATSAT: how long the radius is. */
    public int radiusLength() {
        return thirdEnd - thirdStart;
    }

    /** WHATSAT: how many places at most, in [0, 20]. */
    public int bound() {
        return bound;
    }

    /** IAMAT: the whole seconds of the time. */
    long seconds() {
        return time.seconds();
    }

    /** IAMAT: the nanoseconds of the time. */
    int nanos() {
        return time.nanos();
    }

    private boolean begins(byte[] word, int from, int end) {
        if (end - from < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
