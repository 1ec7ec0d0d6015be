package herd.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One value of a JSON document, with those inside it. It knows where its text lies, so that numbers
 * and strings can be passed on as they were written.
 *
 * <p>A value that is asked for what it has not answers with nothing: an array has no members, a
 * number no text. Of members with the same name the last counts.
 */
public final class Json {

    /** More values than any answer of a places service has; it bounds the memory of the tree. */
    private static final int MAX_VALUES = 65_536;

    private final byte[] document;
    private final int start;
    private int end;
    private final JsonScanner.Token kind;
    private final Map<String, Json> members;
    private final List<Json> elements;

    private Json(byte[] document, JsonScanner scanner, JsonScanner.Token kind) {
        this.document = document;
        this.start = scanner.start();
        this.end = scanner.end();
        this.kind = kind;
        this.members = kind == JsonScanner.Token.BEGIN_OBJECT ? new LinkedHashMap<>() : Map.of();
        this.elements = kind == JsonScanner.Token.BEGIN_ARRAY ? new ArrayList<>() : List.of();
    }

    /** Says whether the bytes are one JSON document and nothing else. */
    public static boolean isValid(byte[] document) {
        JsonScanner scanner = new JsonScanner(document);
        JsonScanner.Token token = scanner.next();
        while (token != JsonScanner.Token.END && token != JsonScanner.Token.INVALID) {
            token = scanner.next();
        }
        return token == JsonScanner.Token.END;
    }

    /** Reads a document, which is not copied; nothing if it is broken, too deep or too big. */
    public static Optional<Json> read(byte[] document) {
        JsonScanner scanner = new JsonScanner(document);
        Deque<Json> open = new ArrayDeque<>();
        Json whole = null;
        String name = "";
        for (int values = 0; values <= MAX_VALUES; ) {
            JsonScanner.Token token = scanner.next();
            switch (token) {
                case END:
                    return Optional.of(whole);
                case INVALID:
                    return Optional.empty();
                case KEY:
                    name = scanner.text();
                    break;
                case END_OBJECT, END_ARRAY:
                    open.pop().end = scanner.end();
                    break;
                default:
                    Json value = new Json(document, scanner, token);
                    values++;
                    if (open.isEmpty()) {
                        whole = value;
                    } else {
                        open.peek().add(name, value);
                    }
                    if (token == JsonScanner.Token.BEGIN_OBJECT
                            || token == JsonScanner.Token.BEGIN_ARRAY) {
                        open.push(value);
                    }
            }
        }
        return Optional.empty();
    }

    /**
     * Reads one text member of the document's outermost object, without keeping the rest: for a
     * document of any size.
     *
     * @return nothing if the document is broken, or has no such member
     */
    public static Optional<String> textMember(byte[] document, String name) {
        JsonScanner scanner = new JsonScanner(document);
        boolean next = false;
        Optional<String> found = Optional.empty();
        while (true) {
            JsonScanner.Token token = scanner.next();
            if (token == JsonScanner.Token.END) {
                return found;
            }
            if (token == JsonScanner.Token.INVALID) {
                return Optional.empty();
            }
            if (next) {
                found =
                        token == JsonScanner.Token.STRING
                                ? Optional.of(scanner.text())
                                : Optional.empty();
            }
            next = token == JsonScanner.Token.KEY && scanner.depth() == 1 && scanner.isKey(name);
        }
    }

    /** The member of that name, if this is an object that has it. */
    public Optional<Json> member(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** The elements, if this is an array. */
    public List<Json> elements() {
        return Collections.unmodifiableList(elements);
    }

    /** Whether this is an object. */
    public boolean isObject() {
        return kind == JsonScanner.Token.BEGIN_OBJECT;
    }

    /** Whether this is a string. */
    public boolean isText() {
        return kind == JsonScanner.Token.STRING;
    }

    /** Whether this is a number. */
    public boolean isNumber() {
        return kind == JsonScanner.Token.NUMBER;
    }

    /** Whether this is {@code true} or {@code false}. */
    public boolean isTruthValue() {
        return kind == JsonScanner.Token.TRUE || kind == JsonScanner.Token.FALSE;
    }

    /** The characters of a string, its escapes resolved; nothing for any other value. */
    public Optional<String> text() {
        return isText() ? Optional.of(JsonScanner.text(document, start, end)) : Optional.empty();
    }

    /** The value as it is written in the document, quotes and escapes included. */
    public String written() {
        return new String(document, start, end - start, StandardCharsets.UTF_8);
    }

    private void add(String name, Json value) {
        if (kind == JsonScanner.Token.BEGIN_OBJECT) {
            members.put(name, value);
        } else {
            elements.add(value);
        }
    }
}
