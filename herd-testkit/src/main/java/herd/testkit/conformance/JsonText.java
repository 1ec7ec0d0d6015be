package herd.testkit.conformance;

import herd.testkit.program.Shown;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON, as strictly as RFC 8259 has it, into maps, lists, strings, numbers and booleans; null
 * is {@link #NULL}. Text is bytes here: it looks at nothing beyond ASCII.
 */
final class JsonText {

    /** What JSON calls null. */
    static final Object NULL = "null";

    private static final int MAX_DEPTH = 100;

    private final String text;
    private int at;
    private int depth;

    private JsonText(String text) {
        this.text = text;
    }

    /**
     * Reads one value and nothing else.
     *
     * @throws IllegalArgumentException if that is not JSON, saying where
     */
    static Object read(String text) {
        JsonText json = new JsonText(text);
        Object value = json.value();
        json.skipSpace();
        if (json.at < text.length()) {
            throw json.wrong("nothing more");
        }
        return value;
    }

    private Object value() {
        skipSpace();
        char first = at < text.length() ? text.charAt(at) : 0;
        return switch (first) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        enter();
        if (!take('}')) {
            do {
                skipSpace();
                String name = string();
                expect(':');
                members.put(name, value());
            } while (take(','));
            expect('}');
        }
        depth--;
        return members;
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        enter();
        if (!take(']')) {
            do {
                elements.add(value());
            } while (take(','));
            expect(']');
        }
        depth--;
        return elements;
    }

    private void enter() {
        at++;
        depth++;
        if (depth > MAX_DEPTH) {
            throw wrong("no more than " + MAX_DEPTH + " levels");
        }
    }

    private String string() {
        expect('"');
        StringBuilder characters = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                at--;
                throw wrong("no control character in a string");
            }
            characters.append(c == '\\' ? escape() : c);
        }
        if (at == text.length()) {
            throw wrong("the end of a string");
        }
        at++;
        return characters.toString();
    }

    private char escape() {
        char c = at < text.length() ? text.charAt(at++) : 0;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw wrong("an escape");
        };
    }

    private char unicode() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() ? "0123456789abcdef".indexOf(lower(at)) : -1;
            if (digit < 0) {
                throw wrong("four hexadecimal digits");
            }
            value = 16 * value + digit;
            at++;
        }
        return (char) value;
    }

    private char lower(int index) {
        char c = text.charAt(index);
        return c >= 'A' && c <= 'F' ? (char) (c - 'A' + 'a') : c;
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong("a value");
        }
        at += word.length();
        return value;
    }

    private BigDecimal number() {
        int start = at;
        if (at < text.length() && text.charAt(at) == '-') {
            at++;
        }
        int whole = digits();
        boolean sound = whole == 1 || whole > 1 && text.charAt(at - whole) != '0';
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            sound &= digits() > 0;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            sound &= digits() > 0;
        }
        if (!sound) {
            at = start;
            throw wrong("a value");
        }
        return new BigDecimal(text.substring(start, at));
    }

    private int digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - start;
    }

    private boolean take(char c) {
        skipSpace();
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw wrong("a " + c);
        }
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException wrong(String expected) {
        String rest = text.substring(at, Math.min(text.length(), at + 20));
        return new IllegalArgumentException(
                "expected " + expected + " at byte " + at + ", but came " + Shown.text(rest));
    }
}
