package herd.node;

import java.util.List;

/** The configuration as text for people. */
final class ConfigTable {

    private static final int MAX_COLUMN_CHARS = 48;

    private ConfigTable() {}

    /** Values and where they come from. */
    static String settings(List<Setting> settings) {
        int keys = 0;
        int values = 0;
        for (Setting setting : settings) {
            keys = Math.max(keys, setting.key().length());
            values = Math.max(values, Math.min(MAX_COLUMN_CHARS, setting.value().length()));
        }
        StringBuilder table = new StringBuilder();
        for (Setting setting : settings) {
            padded(table, setting.key(), keys).append(" = ");
            padded(table, Setting.shown(setting.value()), values);
            table.append("  (").append(setting.origin()).append(")\n");
        }
        return table.toString();
    }

    /** Keys, defaults and meanings, for a terminal. */
    static String keys() {
        StringBuilder table = new StringBuilder();
        for (ConfigKey key : ConfigKey.values()) {
            padded(table.append("  "), key.title(), 28).append(key.meaning());
            table.append("\n").append(" ".repeat(30)).append("default: ");
            table.append(key.defaultTitle()).append("\n");
        }
        return table.toString();
    }

    /** Keys, defaults and meanings, for a page in Markdown. */
    static String markdown() {
        StringBuilder table =
                new StringBuilder("| key | default | meaning |\n| --- | --- | --- |\n");
        for (ConfigKey key : ConfigKey.values()) {
            table.append("| `").append(key.title()).append("` | ");
            table.append(key.defaultTitle()).append(" | ");
            table.append(key.meaning()).append(" |\n");
        }
        return table.toString();
    }

    private static StringBuilder padded(StringBuilder table, String text, int width) {
        return table.append(text).append(" ".repeat(Math.max(0, width - text.length())));
    }
}
