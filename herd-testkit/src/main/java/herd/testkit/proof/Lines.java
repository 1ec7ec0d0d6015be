package herd.testkit.proof;

import java.util.HashMap;
import java.util.Map;

/** All AT lines of a run, each read once. */
final class Lines {

    private final Map<String, ReferenceLine> lines = new HashMap<>();

    ReferenceLine line(String text) {
        return lines.computeIfAbsent(text, ReferenceLine::read);
    }

    /** How many there were. */
    int size() {
        return lines.size();
    }
}
