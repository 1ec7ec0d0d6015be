package herd.testkit.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found wrong, up to a bound; the first ones are what matters.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class Troubles {

    private static final int MAX_KEPT = 20;

    private final List<String> kept = new ArrayList<>();
    private long count;

    synchronized void add(String trouble) {
        count++;
        if (kept.size() < MAX_KEPT) {
            kept.add(trouble);
        }
    }

    synchronized boolean isEmpty() {
        return count == 0;
    }

    /** A line each. */
    synchronized String text() {
        String more = count > kept.size() ? "\n… and " + (count - kept.size()) + " more" : "";
        return String.join("\n", kept) + more;
    }
}
