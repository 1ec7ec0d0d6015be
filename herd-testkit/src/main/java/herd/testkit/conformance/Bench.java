package herd.testkit.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What one run of one case works with: connections, which are closed after it, and client IDs that
 * no case and no run before has used.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Bench implements AutoCloseable {

    static final String PLACE = "+34.068930-118.445127";
    static final String ELSEWHERE = "-33.856784+151.215297";
    static final String TIME = "1520023934.918963997";

    private final Target target;
    private final String prefix;
    private final AtomicLong counter;
    private final List<AutoCloseable> open = new ArrayList<>();

    /**
     * Everything for one run of a case.
     *
     * @param prefix random, the same for all cases of a kit
     * @param counter of IDs, the same for all cases of a kit
     */
    Bench(Target target, String prefix, AtomicLong counter) {
        this.target = target;
        this.prefix = prefix;
        this.counter = counter;
    }

    Target target() {
        return target;
    }

    Duration patience() {
        return target.patience();
    }

    /** A client ID that the server has never heard. */
    String fresh() {
        return prefix + '-' + counter.incrementAndGet() + '.';
    }

    Talk talk() {
        return keep(Talk.with(target.server(), target.patience()));
    }

    Talk talkWithSmallBuffer() {
        return keep(Talk.withSmallBuffer(target.server(), target.patience()));
    }

    /** A connection to the other server of the herd. */
    Talk talkToOther() {
        return keep(Talk.with(target.other().orElseThrow(), target.patience()));
    }

    /** A link, proved and up, on which the kit is a neighbour that has just started. */
    LinkEnd link() {
        return keep(LinkEnd.up(target.peer().orElseThrow(), target.patience()));
    }

    /** A connection to the neighbour port, on which nothing has been said. */
    LinkEnd stranger() {
        return keep(LinkEnd.connect(target.peer().orElseThrow(), target.patience()));
    }

    /** The whole answer to a WHATSAT that the talk has sent. */
    Places places(Talk talk, At at) {
        return talk.expectPlaces(at, target.lookUpTime());
    }

    /** The first bytes of the answer to a WHATSAT that the talk has sent. */
    String firstPacket(Talk talk) {
        return talk.packet(target.lookUpTime(), "the answer to a WHATSAT");
    }

    /** Takes what remains of an answer after its first packet. */
    void restOfPlaces(Talk talk, String first) {
        StringBuilder answer = new StringBuilder(first);
        while (!answer.substring(Math.max(0, answer.length() - 2)).equals("\n\n")) {
            answer.append(talk.line("the rest of the answer")).append('\n');
        }
    }

    /** Takes the places behind an AT line, unread. */
    void skipPlaces(Talk talk) {
        talk.skipPlaces(target.lookUpTime());
    }

    /** Lets some time pass that nothing observable would mark. */
    void pause(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable it : open) {
            try {
                it.close();
            } catch (Exception e) {
                throw new IllegalStateException("a connection that cannot be closed", e);
            }
        }
    }

    private <T extends AutoCloseable> T keep(T it) {
        open.add(it);
        return it;
    }
}
