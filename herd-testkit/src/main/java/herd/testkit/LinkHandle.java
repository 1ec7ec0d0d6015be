package herd.testkit;

import java.time.Duration;

/**
 * The link between two servers, and what can be wrong with it. Each fault is in effect when its method
 * returns, for connections that are up and for those to come; it ends with {@link Fault#close} or
 * {@link #heal}. Faults add up. None makes a hole in a stream: bytes that were held are delivered later,
 * or the connection is reset.
 *
 * <p><b>Threading.</b> As the herd that it belongs to.
 *
 * <p><b>Errors.</b> A number that makes no sense is an {@link IllegalArgumentException}.
 */
public interface LinkHandle {

    /** The server named first. */
    String one();

    /** The server named second. */
    String other();

    /** Whether both ends say that the link is up. */
    boolean isUp();

    /** Resets what is connected, and refuses what would connect. */
    Fault cut();

    /** Swallows, without a word, all that goes that way; when it is over, what was held is delivered. */
    Fault blackhole(Direction way);

    /** The same both ways. */
    default Fault blackhole() {
        return blackhole(Direction.BOTH);
    }

    /**
     * Takes the connections that are up from the server at one end without the other learning of it.
     * Those to come are well.
     *
     * @param way {@code THERE}: the server named second sees a reset, the first goes on as if nothing
     *     were; {@code BACK}: the other way round; {@code BOTH}: neither server learns anything, but
     *     nothing that was sent or will be sent arrives
     */
    Fault halfOpen(Direction way);

    /** Ends the stream one way, in order: the reader reads its end, and can go on writing. */
    void halfClose(Direction way);

    /** Lets no more than so many bytes a second through. */
    Fault slow(Direction way, long bytesPerSecond);

    /** The same both ways, each on its own. */
    default Fault slow(long bytesPerSecond) {
        return slow(Direction.BOTH, bytesPerSecond);
    }

    /** Delays bytes by that much, and by as much more as chance has it, in order. */
    Fault delay(Direction way, Duration least, Duration jitter);

    /** The same both ways, each on its own. */
    default Fault delay(Duration least, Duration jitter) {
        return delay(Direction.BOTH, least, jitter);
    }

    /** Delivers in pieces of so many bytes, each a read of its own. */
    Fault slice(Direction way, int bytes);

    /** The same both ways, each on its own. */
    default Fault slice(int bytes) {
        return slice(Direction.BOTH, bytes);
    }

    /** Resets what is connected, once; dials are let through. */
    void reset();

    /** Damages a byte of each read, chosen by chance. */
    Fault corrupt(Direction way);

    /** The same both ways, each on its own. */
    default Fault corrupt() {
        return corrupt(Direction.BOTH);
    }

    /** Ends all faults of this link, both ways. */
    void heal();
}
