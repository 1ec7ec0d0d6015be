package herd.json;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Reads one JSON document (RFC 8259) token by token, where it lies, and knows at each token whether
 * the grammar allows it. Strict: no comments, no trailing commas, no bare control characters in
 * strings, nothing but white space after the document's one value.
 *
 * <p>Bytes from 0x80 up are let through in strings as they are, and only there.
 *
 * <p><b>Errors.</b> A broken document is {@link Token#INVALID}, from there on for ever.
 *
 * <p><b>Why.</b> It keeps its own stack, one bit a level, so that no document can overflow the
 * thread's.
 */
final class JsonScanner {

    /** Deeper than any answer of a places service, and shallow enough for whoever reads our answer. */
    static final int MAX_DEPTH = 512;

    /** What the scanner has come to. */
    enum Token {
        BEGIN_OBJECT,
        END_OBJECT,
        BEGIN_ARRAY,
        END_ARRAY,
        KEY,
        STRING,
        NUMBER,
        TRUE,
        FALSE,
        NULL,
        /** The document is whole, and nothing follows it. */
        END,
        INVALID
    }

    /** What may come next. */
    private enum Expects {
        VALUE,
        VALUE_OR_END_OF_ARRAY,
        KEY,
        KEY_OR_END_OF_OBJECT,
        COLON,
        COMMA_OR_END,
        NOTHING
    }

    private final byte[] bytes;
    private final boolean[] inObject = new boolean[MAX_DEPTH];
    private int depth;
    private int at;
    private int start;
    private Expects expects = Expects.VALUE;
    private boolean broken;

    /** Makes a scanner at the beginning of a document, which is not copied. */
    JsonScanner(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Where the last token begins. */
    int start() {
        return start;
    }

    /** Where the last token ends: the offset behind its last byte. */
    int end() {
        return at;
    }

    /** How many objects and arrays are open. */
    int depth() {
        return depth;
    }

    /** Whether the last token, a key, is this name, however its characters are escaped. */
    boolean isKey(String name) {
        // Escaped, a character takes six bytes at most; a longer key need not be unescaped.
        int most = 6 * name.length() + 2;
        return at - start <= most && text().equals(name);
    }

    /** The text of the last token, a key or a string. */
    String text() {
        return text(bytes, start, at);
    }

    /** Goes on to the next token. */
    Token next() {
        if (broken) {
            return Token.INVALID;
        }
        Token token = read();
        broken = token == Token.INVALID;
        return token;
    }

    /** The text of a string or key, given where it lies, quotes included. */
    static String text(byte[] bytes, int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        int plain = start + 1;
        int i = plain;
        while (i < end - 1) {
            if (bytes[i] != '\\') {
                i++;
                continue;
            }
            text.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8));
            text.append(unescaped(bytes, i + 1));
            i += bytes[i + 1] == 'u' ? 6 : 2;
            plain = i;
        }
        return text.append(new String(bytes, plain, end - 1 - plain, StandardCharsets.UTF_8))
                .toString();
    }

    private static char unescaped(byte[] bytes, int at) {
        return switch (bytes[at]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int unit = 0;
                for (int i = at + 1; i <= at + 4; i++) {
                    unit = unit << 4 | Character.digit(bytes[i], 16);
                }
                yield (char) unit;
            }
            default -> (char) bytes[at];
        };
    }

    private Token read() {
        skipBlanks();
        if (expects == Expects.COLON) {
            if (peek() != ':') {
                return Token.INVALID;
            }
            skipAnd(Expects.VALUE);
        } else if (expects == Expects.COMMA_OR_END && peek() == ',') {
            skipAnd(inObject[depth - 1] ? Expects.KEY : Expects.VALUE);
        }
        start = at;
        return switch (expects) {
            case VALUE -> value();
            case VALUE_OR_END_OF_ARRAY -> peek() == ']' ? close(']') : value();
            case KEY -> key();
            case KEY_OR_END_OF_OBJECT -> peek() == '}' ? close('}') : key();
            case COMMA_OR_END -> close(inObject[depth - 1] ? '}' : ']');
            case NOTHING -> at == bytes.length ? Token.END : Token.INVALID;
            case COLON -> throw new AssertionError(expects);
        };
    }

    private void skipAnd(Expects next) {
        at++;
        expects = next;
        skipBlanks();
    }

    private Token value() {
        return switch (peek()) {
            case '{' -> open(true);
            case '[' -> open(false);
            case '"' -> string() ? done(Token.STRING) : Token.INVALID;
            case 't' -> word("true") ? done(Token.TRUE) : Token.INVALID;
            case 'f' -> word("false") ? done(Token.FALSE) : Token.INVALID;
            case 'n' -> word("null") ? done(Token.NULL) : Token.INVALID;
            default -> number() ? done(Token.NUMBER) : Token.INVALID;
        };
    }

    private Token key() {
        if (!string()) {
            return Token.INVALID;
        }
        expects = Expects.COLON;
        return Token.KEY;
    }

    private Token open(boolean object) {
        if (depth == MAX_DEPTH) {
            return Token.INVALID;
        }
        inObject[depth++] = object;
        at++;
        expects = object ? Expects.KEY_OR_END_OF_OBJECT : Expects.VALUE_OR_END_OF_ARRAY;
        return object ? Token.BEGIN_OBJECT : Token.BEGIN_ARRAY;
    }

    private Token close(char with) {
        if (peek() != with) {
            return Token.INVALID;
        }
        at++;
        depth--;
        return done(with == '}' ? Token.END_OBJECT : Token.END_ARRAY);
    }

    private Token done(Token token) {
        expects = depth == 0 ? Expects.NOTHING : Expects.COMMA_OR_END;
        return token;
    }

    private boolean word(String word) {
        if (bytes.length - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        return true;
    }

    private boolean string() {
        if (peek() != '"') {
            return false;
        }
        // A variable of its own is kept in a register, which a field is not.
        int i = at + 1;
        while (i < bytes.length) {
            byte b = bytes[i++];
            if (b == '"') {
                at = i;
                return true;
            }
            if (b >= 0 && b < ' ') {
                return false;
            }
            if (b == '\\') {
                at = i;
                if (!escape()) {
                    return false;
                }
                i = at;
            }
        }
        return false;
    }

    private boolean escape() {
        int b = peek();
        at++;
        return switch (b) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
            case 'u' -> hexDigits(4);
            default -> false;
        };
    }

    private boolean hexDigits(int count) {
        for (int i = 0; i < count; i++) {
            if (!HexFormat.isHexDigit(peek())) {
                return false;
            }
            at++;
        }
        return true;
    }

    private boolean number() {
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else if (!digits()) {
            return false;
        }
        if (peek() == '.') {
            at++;
            if (!digits()) {
                return false;
            }
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            return digits();
        }
        return true;
    }

    private boolean digits() {
        int first = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        return at > first;
    }

    /** Blanks are the greater part of a document that is set out for people to read. */
    private void skipBlanks() {
        int i = at;
        while (i < bytes.length && isBlank(bytes[i])) {
            i++;
        }
        at = i;
    }

    private static boolean isBlank(byte b) {
        return b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t');
    }

    /** The next byte; a negative number for a byte from 0x80 up and for the end. */
    private int peek() {
        return at < bytes.length ? bytes[at] : -1;
    }
}
