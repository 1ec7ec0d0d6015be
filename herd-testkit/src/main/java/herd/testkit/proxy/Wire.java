package herd.testkit.proxy;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * All that two parties have between them: two ways, and for each of them a port at which it finds the
 * other.
 *
 * <p><b>Threading.</b> Any thread but the proxies' own; each method returns when it is in effect.
 */
public final class Wire {

    private final ProxyLoop loop;
    private final Way there;
    private final Way back;
    private final Passage byOne;
    private final Passage byOther;

    /** What is to be done to end the faults of connections as a whole; loop only. */
    private final List<Runnable> endings = new ArrayList<>();

    /** Counted on the loop, asked anywhere. */
    private final AtomicInteger cuts = new AtomicInteger();

    Wire(
            ProxyLoop loop,
            String one,
            InetSocketAddress oneAt,
            String other,
            InetSocketAddress otherAt) {
        this.loop = loop;
        there = new Way(loop, one, other);
        back = new Way(loop, other, one);
        byOne = new Passage(loop, there, back, otherAt);
        byOther = new Passage(loop, back, there, oneAt);
    }

    /** From the one to the other. */
    public Way there() {
        return there;
    }

    /** From the other to the one. */
    public Way back() {
        return back;
    }

    /** Where the one finds the other. */
    public Passage byOne() {
        return byOne;
    }

    /** Where the other finds the one. */
    public Passage byOther() {
        return byOther;
    }

    /** Whether whatever either says arrives at the other, undamaged, if later. */
    public boolean isPassable() {
        return cuts.get() == 0 && there.isPassable() && back.isPassable();
    }

    /** Whether at most one connection stands whose ends have not been separated. */
    public boolean isSettled() {
        boolean[] settled = {true};
        loop.run(() -> settled[0] = standing(byOne) + standing(byOther) <= 1);
        return settled[0];
    }

    /** Resets what stands, and refuses who dials, until what is returned is run. */
    public Runnable cut() {
        return begin(
                () -> {
                    cuts.incrementAndGet();
                    eachPassage(Passage::beginRefusing);
                    eachPassage(Passage::resetAll);
                },
                () -> {
                    cuts.decrementAndGet();
                    eachPassage(Passage::endRefusing);
                });
    }

    /** Resets what stands, once. */
    public void reset() {
        loop.run(() -> eachPassage(Passage::resetAll));
    }

    /**
     * Separates the ends of what stands. Neither learns of it; in the end, when what is returned is
     * run, both see a reset.
     */
    public Runnable sever() {
        return begin(() -> eachRelay(Relay::sever), () -> eachPassage(Passage::resetSevered));
    }

    /** The same, but the one there sees a reset at once. */
    public Runnable severFrom(String name) {
        return begin(
                () -> eachRelay(it -> it.severFrom(name)),
                () -> eachPassage(Passage::resetSevered));
    }

    /** Ends everything that is wrong here. */
    public void heal() {
        loop.run(
                () -> {
                    List<Runnable> now = List.copyOf(endings);
                    endings.clear();
                    now.forEach(Runnable::run);
                    there.heal();
                    back.heal();
                });
    }

    /** Begins something that is ended once, by what is returned or by {@link #heal}. */
    private Runnable begin(Runnable start, Runnable end) {
        Ending entry = new Ending(end);
        loop.run(
                () -> {
                    start.run();
                    endings.add(entry);
                });
        return () ->
                loop.run(
                        () -> {
                            if (endings.remove(entry)) {
                                entry.run();
                            }
                        });
    }

    private static long standing(Passage passage) {
        return passage.relays().stream().filter(it -> !it.isSevered()).count();
    }

    private void eachPassage(Consumer<Passage> action) {
        action.accept(byOne);
        action.accept(byOther);
    }

    private void eachRelay(Consumer<Relay> action) {
        eachPassage(passage -> List.copyOf(passage.relays()).forEach(action));
    }

    /** Equal to nothing but itself, so that of two cuts each ends on its own. */
    private static final class Ending implements Runnable {
        private final Runnable action;

        Ending(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            action.run();
        }
    }
}
