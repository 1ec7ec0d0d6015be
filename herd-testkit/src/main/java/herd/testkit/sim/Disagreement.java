package herd.testkit.sim;

import herd.engine.Engine;
import herd.flood.RecordCursor;
import herd.flood.RecordView;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** In what two servers that should hold the same records differ. */
public final class Disagreement {

    private Disagreement() {}

    /** The first difference in words, or the empty string. */
    public static String between(Engine one, Engine two) {
        Map<String, String> ones = records(one);
        Map<String, String> twos = records(two);
        if (ones.equals(twos)) {
            return "";
        }
        for (Map.Entry<String, String> record : ones.entrySet()) {
            String other = twos.getOrDefault(record.getKey(), "nothing");
            if (!record.getValue().equals(other)) {
                return '"' + record.getValue() + "\" against \"" + other + '"';
            }
        }
        twos.keySet().removeAll(ones.keySet());
        return "nothing against \"" + twos.values().iterator().next() + '"';
    }

    /** How many bytes all AT lines have. */
    public static long bytes(Engine engine) {
        long bytes = 0;
        RecordCursor cursor = engine.flood().records();
        RecordView view = new RecordView();
        while (cursor.next(view)) {
            bytes += view.length();
        }
        return bytes;
    }

    /** All AT lines by the IDs of their clients. */
    public static Map<String, String> records(Engine engine) {
        Map<String, String> lines = new TreeMap<>();
        RecordCursor cursor = engine.flood().records();
        RecordView view = new RecordView();
        while (cursor.next(view)) {
            String line =
                    new String(
                            view.bytes(),
                            view.offset(),
                            view.length(),
                            StandardCharsets.ISO_8859_1);
            lines.put(line.split(" ", -1)[3], line);
        }
        return lines;
    }
}
