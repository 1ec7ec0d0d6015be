package herd.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;

import herd.protocol.AtLine;
import java.util.ArrayList;
import java.util.List;

/** What tests of a server's flood have in common: the flood, and what neighbours do and hear. */
abstract class OneFlood {

    static final long ME = 77;
    static final long SMITH = 501;
    static final long SMITH_AGAIN = 502;
    static final int CLIENT = Flood.CLIENT;
    static final FloodRules RULES = new FloodRules(86_400_000_000_000L, true);

    final RecordView view = new RecordView();
    Flood flood = new Flood(RULES, 2, ME, 1_000_000, Long.MAX_VALUE);

    static AtLine line(String id, int time) {
        return Lines.read(Lines.line("Hill", id, Lines.PLACE, "" + time, "100"));
    }

    void merge(String... ids) {
        for (String id : ids) {
            assertEquals(Merged.STORED, flood.merge(line(id, 1), CLIENT));
        }
    }

    void linkUp(int neighbour, long toldIncarnation, long toldSeq, long theirs) {
        flood.linkUp(neighbour, toldIncarnation, toldSeq, theirs);
    }

    /** All that a neighbour is told now, as IDs and times. */
    List<String> told(int neighbour) {
        List<String> told = new ArrayList<>();
        while (flood.next(neighbour, view)) {
            told.add(name(view));
        }
        return told;
    }

    static String name(RecordView view) {
        String[] fields = Lines.text(view).split(" ");
        return fields[3] + " " + fields[5];
    }
}
