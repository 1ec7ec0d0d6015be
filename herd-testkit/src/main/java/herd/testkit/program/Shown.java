package herd.testkit.program;

/** Bytes as people can read them: printable ASCII on one line, the rest escaped, long text cut. */
public final class Shown {

    private static final int HEAD = 160;
    private static final int TAIL = 60;

    private Shown() {}

    /** In quotes, with what was left out in the middle. */
    public static String text(String bytes) {
        if (bytes.length() <= HEAD + TAIL) {
            return '"' + escaped(bytes) + '"';
        }
        int left = bytes.length() - HEAD - TAIL;
        return '"'
                + escaped(bytes.substring(0, HEAD))
                + "\" ... "
                + left
                + " more ... \""
                + escaped(bytes.substring(bytes.length() - TAIL))
                + '"';
    }

    /** Without quotes, and however long it is. */
    public static String escaped(String bytes) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                case '\\' -> shown.append("\\\\");
                case '"' -> shown.append("\\\"");
                default -> {
                    if (c < ' ' || c > '~') {
                        shown.append(String.format("\\x%02x", (int) c));
                    } else {
                        shown.append(c);
                    }
                }
            }
        }
        return shown.toString();
    }
}
