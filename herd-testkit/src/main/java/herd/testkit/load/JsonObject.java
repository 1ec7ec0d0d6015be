package herd.testkit.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One JSON object as it is put together: a member a line, in the order in which they came.
 *
 * <p><b>Threading.</b> One thread.
 */
final class JsonObject {

    private final StringBuilder members = new StringBuilder();

    JsonObject put(String name, String text) {
        return putRaw(name, quoted(text));
    }

    JsonObject put(String name, long number) {
        return putRaw(name, Long.toString(number));
    }

    JsonObject put(String name, boolean whether) {
        return putRaw(name, Boolean.toString(whether));
    }

    /** A number with so many decimals, or null if there is no saying. */
    JsonObject put(String name, double number, int decimals) {
        boolean isNumber = Double.isFinite(number);
        String format = "%." + decimals + 'f';
        return putRaw(name, isNumber ? String.format(Locale.ROOT, format, number) : "null");
    }

    JsonObject put(String name, List<String> texts) {
        return putRaw(
                name,
                texts.stream().map(JsonObject::quoted).collect(Collectors.joining(", ", "[", "]")));
    }

    JsonObject put(String name, JsonObject object) {
        return putRaw(name, object.inOneLine());
    }

    JsonObject putNull(String name) {
        return putRaw(name, "null");
    }

    /** With a newline at the end. */
    @Override
    public String toString() {
        return "{\n" + members + "\n}\n";
    }

    private String inOneLine() {
        return "{" + members.toString().strip().replace("\n  ", " ") + "}";
    }

    private JsonObject putRaw(String name, String value) {
        members.append(members.length() == 0 ? "  " : ",\n  ");
        members.append(quoted(name)).append(": ").append(value);
        return this;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
