package herd.places.google;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One object in the classic layout, its members in the order they are added. */
final class Block {

    private static final int BLANKS = 3;

    private final Map<String, Object> members = new LinkedHashMap<>();

    static String indent(int level) {
        return " ".repeat(BLANKS * level);
    }

    /** Adds a member whose value is written already. */
    void add(String name, String written) {
        members.put(name, written);
    }

    /** Adds a member if there is a value for it. */
    void add(String name, Optional<String> written) {
        written.ifPresent(it -> members.put(name, it));
    }

    /** Adds an object, unless it is empty. */
    void add(String name, Block block) {
        if (!block.members.isEmpty()) {
            members.put(name, block);
        }
    }

    /** Writes the object; its opening brace stands where the text is put, so many levels in. */
    String text(int level) {
        if (members.isEmpty()) {
            return "{}";
        }
        StringBuilder text = new StringBuilder("{");
        String separator = "\n";
        for (Map.Entry<String, Object> member : members.entrySet()) {
            text.append(separator).append(indent(level + 1));
            text.append('"').append(member.getKey()).append("\" : ");
            text.append(
                    member.getValue() instanceof Block block
                            ? block.text(level + 1)
                            : member.getValue());
            separator = ",\n";
        }
        return text.append('\n').append(indent(level)).append('}').toString();
    }
}
