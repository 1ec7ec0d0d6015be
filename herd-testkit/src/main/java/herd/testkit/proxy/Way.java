package herd.testkit.proxy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One of the two directions between two parties, for all connections between them, whoever dialled:
 * what is wrong with it, and the streams that go that way.
 *
 * <p><b>Threading.</b> {@link #add}, {@link #endStreams} and the questions on any thread but the
 * proxies' own; each returns when what it says is so.
 */
public final class Way {

    private final ProxyLoop loop;
    private final String from;
    private final String to;
    private final Random chance;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Stream> streams = new LinkedHashSet<>();

    /** Written on the loop, also read by who waits for what comes this way. */
    private volatile Conditions conditions = Conditions.FINE;

    Way(ProxyLoop loop, String from, String to) {
        this.loop = loop;
        this.from = from;
        this.to = to;
        // One for each way, so that what chance does to one does not depend on the others' traffic.
        this.chance = new Random(loop.seed() * 31 + (from + '>' + to).hashCode());
    }

    /**
     * Makes something wrong, for streams that are and that will be.
     *
     * @return ends it
     */
    public Runnable add(Flaw flaw) {
        Entry entry = new Entry(flaw);
        loop.run(() -> change(() -> entries.add(entry)));
        return loop.once(() -> change(() -> entries.remove(entry)));
    }

    /** Ends every stream that goes this way now, after what was sent: it can still be answered. */
    public void endStreams() {
        loop.run(() -> List.copyOf(streams).forEach(Stream::endHere));
    }

    /** Whether it begins there. */
    public boolean isFrom(String name) {
        return from.equals(name);
    }

    /** Whether what is sent arrives, undamaged, if later. */
    public boolean isPassable() {
        Conditions now = conditions;
        return !now.isHeld() && now.damages() == 0;
    }

    /** How long bytes are under way at most, but for their number. */
    public long mostDelayNanos() {
        return conditions.mostDelayNanos();
    }

    String from() {
        return from;
    }

    String to() {
        return to;
    }

    ProxyLoop loop() {
        return loop;
    }

    Random chance() {
        return chance;
    }

    Conditions conditions() {
        return conditions;
    }

    void enters(Stream stream) {
        streams.add(stream);
    }

    void leaves(Stream stream) {
        streams.remove(stream);
    }

    void heal() {
        change(entries::clear);
    }

    private void change(Runnable how) {
        how.run();
        conditions = Conditions.of(entries.stream().map(it -> it.flaw).toList());
        List.copyOf(streams).forEach(Stream::conditionsChanged);
    }

    /** Of two equal flaws each ends on its own. */
    private static final class Entry {
        private final Flaw flaw;

        Entry(Flaw flaw) {
            this.flaw = flaw;
        }
    }
}
