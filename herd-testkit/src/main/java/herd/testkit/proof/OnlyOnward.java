package herd.testkit.proof;

import herd.flood.Flood;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Sequence numbers go on and not back: those that a server gives out, its cursor on a connection, and
 * what it has applied of a neighbour's life. A cursor is never beyond what was given out.
 *
 * <p><b>Source.</b> PROTOCOL.md, Flooding, rules 4 to 7.
 */
final class OnlyOnward extends Invariant {

    /** What was last seen of one end. */
    private static final class Seen {
        private long ups;
        private long sent;
        private long incarnation;
        private long applied;
    }

    /** What was last seen of one life. */
    private static final class Marks {
        private long tail;
        private final Seen[] ends;

        Marks(int count) {
            ends = new Seen[count];
            for (int i = 0; i < count; i++) {
                ends[i] = new Seen();
            }
        }
    }

    private final Map<Life, Marks> marks = new IdentityHashMap<>();

    OnlyOnward() {
        super("only-onward");
    }

    @Override
    void began(Life life) {
        marks.put(life, new Marks(life.ends().size()));
    }

    @Override
    void ended(Life life) {
        marks.remove(life);
    }

    @Override
    void turnEnded(Life life) {
        Marks seen = marks.get(life);
        Flood flood = life.server().engine().flood();
        long tail = flood.tail();
        if (tail < seen.tail) {
            throw broken(life + " gave out " + seen.tail + " and then " + tail);
        }
        seen.tail = tail;
        for (int n = 0; n < seen.ends.length; n++) {
            look(life, flood, n, seen.ends[n]);
        }
    }

    private void look(Life life, Flood flood, int n, Seen seen) {
        long sent = flood.sentUpTo(n);
        long ups = life.end(n).ups();
        if (sent > flood.tail() || ups == seen.ups && sent < seen.sent) {
            throw broken("the cursor of " + life + " goes from " + seen.sent + " to " + sent);
        }
        long incarnation = flood.incarnationOf(n);
        long applied = flood.appliedOf(n);
        if (incarnation == seen.incarnation && applied < seen.applied) {
            throw broken(life + " applied " + seen.applied + " and then " + applied);
        }
        seen.sent = sent;
        seen.ups = ups;
        seen.incarnation = incarnation;
        seen.applied = applied;
    }
}
