package herd.testkit.fuzz;

import herd.line.Talker;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * One connection to a server in memory: what it brings, what it is told, and what it should be told.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Connection {

    private final Surroundings server;
    private final Script script;
    private final Conversation reference;
    private final char ending;
    private final ServerEnd end = new ServerEnd();
    private final Talker talker;
    private String known = "";
    private int longestPiece;
    private boolean ended;
    private boolean gone;

    /**
     * Connects.
     *
     * @param ending {@code h} half-closes, {@code r} breaks off, anything else does nothing
     */
    Connection(
            Surroundings server,
            Script script,
            Conversation reference,
            char ending,
            Function<ServerEnd, Talker> connect) {
        this.server = server;
        this.script = script;
        this.reference = reference;
        this.ending = ending;
        talker = connect.apply(end);
    }

    /** Whether there is nothing more that it will do of itself. */
    boolean isDone() {
        return gone || ended;
    }

    /** Whether it can do something now. */
    boolean isReady() {
        return !isDone() && !end.isPaused();
    }

    boolean isGone() {
        return gone;
    }

    /** Whether the server wants no more of it. */
    boolean isLeft() {
        return gone || end.isLeft();
    }

    Conversation reference() {
        return reference;
    }

    /** Says something more, a piece of any length, or comes to its end. */
    void goOn(Dice dice) {
        if (known.isEmpty() && !script.isOver()) {
            known = script.next(server.wallNanos());
        }
        if (known.isEmpty()) {
            comeToAnEnd();
            return;
        }
        int most = dice.oneIn(3) ? Math.min(known.length(), 4) : known.length();
        int count = dice.oneIn(3) ? known.length() : 1 + dice.below(most);
        say(known.substring(0, count));
        known = known.substring(count);
    }

    /** Says this now. */
    void say(String piece) {
        byte[] bytes = piece.getBytes(StandardCharsets.ISO_8859_1);
        longestPiece = Math.max(longestPiece, bytes.length);
        reference.fed(piece, server.wallNanos());
        server.turn(
                () ->
                        talker.received(
                                bytes, 0, bytes.length, server.nowNanos(), server.wallNanos()));
    }

    /** The network takes what waits; says what is wrong with it, if anything is. */
    Optional<String> take() {
        if (end.waiting() == 0) {
            return Optional.empty();
        }
        String said = end.take();
        if (gone) {
            return Optional.of("said after the end: " + said);
        }
        Optional<String> wrong = reference.said(said);
        server.turn(() -> talker.drained(server.nowNanos()));
        return wrong;
    }

    /** Tells the server that the connection is closed, once it has closed it and all has left. */
    void leave() {
        if (!gone && end.isLeft() && end.waiting() == 0) {
            gone = true;
            server.turn(() -> talker.closed("", server.nowNanos()));
        }
    }

    /** Whether the server and the reference differ on whether it is over. */
    Optional<String> disagreement() {
        if (isBroken() || end.waiting() > 0 || reference.isOver() == end.isLeft()) {
            return Optional.empty();
        }
        return Optional.of(
                (end.isLeft() ? "closed, and should not be: " : "should be closed: ")
                        + reference.kind());
    }

    /** What is kept for it, if that is too much. */
    Optional<String> hoard(long bound) {
        return end.heldBytes() > bound + longestPiece
                ? Optional.of(end.heldBytes() + " bytes kept, of " + bound + " + " + longestPiece)
                : Optional.empty();
    }

    private boolean isBroken() {
        return gone && ended && ending == 'r';
    }

    private void comeToAnEnd() {
        ended = true;
        if (ending == 'h') {
            reference.inputEnded(server.wallNanos());
            server.turn(() -> talker.inputEnded(server.nowNanos(), server.wallNanos()));
        } else if (ending == 'r') {
            gone = true;
            end.take(); // nobody is there to take it
            if (reference instanceof ReferenceNeighbour) {
                reference.inputEnded(server.wallNanos());
            }
            server.turn(() -> talker.closed("reset", server.nowNanos()));
        }
    }
}
