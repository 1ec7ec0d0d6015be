package herd.testkit.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks through the JSON that follows an AT line, without making anything of it: whether it is one
 * whole object (RFC 8259), how many results there are, and whether its status is one of success.
 *
 * <p><b>Threading.</b> One thread: it is used for one body after the other.
 */
final class PlacesBody {

    private static final int MAX_DEPTH = 100;
    private static final byte[] RESULTS = ascii("results");
    private static final byte[] STATUS = ascii("status");
    private static final byte[] OK = ascii("\"OK\"");
    private static final byte[] ZERO_RESULTS = ascii("\"ZERO_RESULTS\"");

    private byte[] bytes = {};
    private int at;
    private int to;
    private int depth;
    private int results;
    private boolean isAvailable;

    /** It ended too early, or went on as JSON does not. One for all: it carries nothing. */
    private static final class Broken extends Exception {

        private static final long serialVersionUID = 1;
        private static final Broken HERE = new Broken();

        private Broken() {
            super(null, null, false, false);
        }
    }

    /** Reads it; false if there is anything but one object, with white space around. */
    boolean read(byte[] from, int first, int end) {
        bytes = from;
        at = first;
        to = end;
        depth = 0;
        results = 0;
        isAvailable = false;
        try {
            skipSpace();
            object();
            skipSpace();
            return at == to;
        } catch (Broken notJson) {
            return false;
        }
    }

    /** How many elements {@code results} has. */
    int results() {
        return results;
    }

    /** Whether the status is {@code OK} or {@code ZERO_RESULTS}. */
    boolean isAvailable() {
        return isAvailable;
    }

    /** Returns how many elements it has, if it is an array. */
    private int value() throws Broken {
        skipSpace();
        switch (at < to ? bytes[at] : 0) {
            case '{' -> object();
            case '[' -> {
                return array();
            }
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
        return 0;
    }

    private void object() throws Broken {
        expect('{');
        deeper();
        skipSpace();
        if (!take('}')) {
            do {
                member();
                skipSpace();
            } while (take(','));
            expect('}');
        }
        depth--;
    }

    private void member() throws Broken {
        skipSpace();
        int nameFrom = at + 1;
        string();
        int nameTo = at - 1;
        skipSpace();
        expect(':');
        skipSpace();
        int valueFrom = at;
        int elements = value();
        if (depth == 1 && is(RESULTS, nameFrom, nameTo)) {
            results = elements;
        } else if (depth == 1 && is(STATUS, nameFrom, nameTo)) {
            isAvailable = is(OK, valueFrom, at) || is(ZERO_RESULTS, valueFrom, at);
        }
    }

    private int array() throws Broken {
        expect('[');
        deeper();
        skipSpace();
        int elements = 0;
        if (!take(']')) {
            do {
                value();
                elements++;
                skipSpace();
            } while (take(','));
            expect(']');
        }
        depth--;
        return elements;
    }

    private void deeper() throws Broken {
        depth++;
        if (depth > MAX_DEPTH) {
            throw Broken.HERE;
        }
    }

    private void string() throws Broken {
        expect('"');
        while (at < to && bytes[at] != '"') {
            if (bytes[at] >= 0 && bytes[at] < ' ') {
                throw Broken.HERE;
            }
            if (bytes[at] == '\\') {
                at++;
                escape();
            }
            at++;
        }
        expect('"');
    }

    private void escape() throws Broken {
        if (at >= to || "\"\\/bfnrtu".indexOf(bytes[at]) < 0) {
            throw Broken.HERE;
        }
        for (int i = bytes[at] == 'u' ? 4 : 0; i > 0; i--) {
            at++;
            if (at >= to || Character.digit(bytes[at], 16) < 0) {
                throw Broken.HERE;
            }
        }
    }

    private void word(String word) throws Broken {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
    }

    private void number() throws Broken {
        take('-');
        if (!take('0')) {
            digits();
        }
        if (take('.')) {
            digits();
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            digits();
        }
    }

    private void digits() throws Broken {
        int first = at;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == first) {
            throw Broken.HERE;
        }
    }

    private void skipSpace() {
        while (at < to
                && (bytes[at] == ' '
                        || bytes[at] == '\n'
                        || bytes[at] == '\r'
                        || bytes[at] == '\t')) {
            at++;
        }
    }

    private boolean take(char c) {
        boolean there = at < to && bytes[at] == c;
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(char c) throws Broken {
        if (!take(c)) {
            throw Broken.HERE;
        }
    }

    private boolean is(byte[] word, int first, int end) {
        return Arrays.equals(bytes, first, end, word, 0, word.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
