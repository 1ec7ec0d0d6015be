package herd.node;

/**
 * One key with its value as text, and where that was said.
 *
 * @param origin such as {@code herd.properties:12}, {@code system property herd.links} or {@code
 *     default}
 */
record Setting(String key, String value, String origin) {

    static final String DEFAULT = "default";

    private static final int MAX_SHOWN_CHARS = 200;

    /** Tells what is wrong with the value, and what to do. */
    ConfigException bad(String problem) {
        return new ConfigException(key, message(problem));
    }

    /** Tells what is wrong with the value, and what came of it. */
    ConfigException bad(String problem, Throwable cause) {
        return new ConfigException(key, message(problem), cause);
    }

    private String message(String problem) {
        return origin + ": " + key + " = " + shown(value) + ": " + problem;
    }

    boolean isDefault() {
        return origin.equals(DEFAULT);
    }

    /** The text in quotes, ready for a message. */
    static String quoted(String text) {
        return "\"" + shown(text) + "\"";
    }

    /** The text on one line, with nothing in it that a terminal would obey. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && i < MAX_SHOWN_CHARS; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? '?' : c);
        }
        return text.length() > MAX_SHOWN_CHARS ? shown.append("...").toString() : shown.toString();
    }
}
