package herd.testkit.proof;

import herd.flood.Flood;
import herd.flood.RecordCursor;
import herd.flood.RecordView;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What a server says it has applied of a neighbour's life, it holds, or something greater: or the
 * neighbour would go on behind it, and it would never come.
 *
 * <p><b>Source.</b> PROTOCOL.md, Flooding, rules 5 to 7.
 */
final class AppliedIsHeld extends Invariant {

    private final Lines lines;
    private final Map<Long, Life> byIncarnation = new HashMap<>();
    private final Map<Life, long[][]> seen = new IdentityHashMap<>();
    private final RecordView view = new RecordView();

    AppliedIsHeld(Lines lines) {
        super("applied-is-held");
        this.lines = lines;
    }

    @Override
    void began(Life life) {
        byIncarnation.put(life.server().engine().flood().incarnation(), life);
        seen.put(life, new long[life.ends().size()][2]);
    }

    @Override
    void ended(Life life) {
        byIncarnation.remove(life.server().engine().flood().incarnation());
        seen.remove(life);
    }

    @Override
    void turnEnded(Life life) {
        Flood flood = life.server().engine().flood();
        long[][] marks = seen.get(life);
        for (int n = 0; n < marks.length; n++) {
            long incarnation = flood.incarnationOf(n);
            long applied = flood.appliedOf(n);
            if (incarnation != marks[n][0]) {
                marks[n][0] = incarnation;
                marks[n][1] = 0;
            }
            if (applied > marks[n][1]) {
                Life teller = byIncarnation.get(incarnation);
                if (teller != null) {
                    look(teller, marks[n][1], applied, life);
                }
                marks[n][1] = applied;
            }
        }
    }

    private void look(Life teller, long after, long applied, Life life) {
        RecordCursor records = teller.server().engine().flood().records();
        while (records.next(view)) {
            if (view.seq() > applied) {
                return;
            }
            if (view.seq() > after) {
                ReferenceLine line =
                        lines.line(
                                new String(
                                        view.bytes(),
                                        view.offset(),
                                        view.length(),
                                        StandardCharsets.ISO_8859_1));
                requireHeld(life, teller, line);
            }
        }
    }

    private void requireHeld(Life life, Life teller, ReferenceLine line) {
        ReferenceLine held = life.stored().get(line.id());
        boolean isFull = life.server().engine().flood().count() >= life.maxClients();
        require(
                isFull || held != null && life.order().compare(held, line) >= 0,
                "%s takes %s of %s for known, and holds %s",
                life,
                line,
                teller,
                held);
    }
}
