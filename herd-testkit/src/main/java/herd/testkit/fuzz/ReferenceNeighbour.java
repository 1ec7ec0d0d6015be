package herd.testkit.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must come of a connection between a server and one who is its neighbour, or not: whoever has
 * proved nothing learns nothing and changes nothing, and a neighbour is believed what is sound.
 *
 * <p>It checks no proof: it is told of every line that proves something when that line is made, and no
 * other line does.
 *
 * <p><b>Source.</b> PROTOCOL.md, Links between servers.
 */
abstract sealed class ReferenceNeighbour implements Conversation
        permits ReferenceStranger, ReferenceDial {

    private enum State {
        SHAKES_HANDS,
        UP,
        OVER
    }

    private static final int LONGEST_HANDSHAKE_LINE = 512;
    private static final int LONGEST_FRAME = 285;

    private final ReferenceServer server;
    private final Runnable cameUp;
    private final Map<String, Outcome> proving = new HashMap<>();
    private final List<String> records = new ArrayList<>();

    private final StringBuilder line = new StringBuilder();
    private final StringBuilder heard = new StringBuilder();
    private State state = State.SHAKES_HANDS;
    private String kind;
    private long heardSeq;
    private long saidSeq;

    /**
     * Makes the reference for one connection.
     *
     * @param cameUp is run when its link must come up, and before the server answers
     */
    ReferenceNeighbour(ReferenceServer server, String kind, Runnable cameUp) {
        this.server = server;
        this.kind = kind;
        this.cameUp = cameUp;
    }

    /** The server is told a line of the handshake. */
    abstract void heardHandshake(String whole, long wallNanos);

    /** Whether the server may say this line now, before or as the link comes up. */
    abstract boolean isRightHandshake(String whole);

    /** Whether the server owes a line of the handshake. */
    abstract boolean isOwed();

    /** The first line of the handshake; empty before it was said. */
    abstract String hello();

    /** The second line of the handshake; empty before it was said. */
    abstract String challenge();

    /** A line that proves the secret on this connection. */
    final void proves(String proofLine, Outcome outcome) {
        proving.put(proofLine, outcome);
    }

    final Optional<Outcome> proven(String proofLine) {
        return Optional.ofNullable(proving.get(proofLine));
    }

    final ReferenceServer server() {
        return server;
    }

    final boolean isUp() {
        return state == State.UP;
    }

    final boolean shakesHands() {
        return state == State.SHAKES_HANDS;
    }

    /** The records that the server has passed on here, in order. */
    final List<String> records() {
        return records;
    }

    /** The server has closed it for a reason that lies elsewhere. */
    final void displaced(String why) {
        over(why);
    }

    final void goesOn(String as) {
        kind = as;
    }

    final void comesUp(String as) {
        cameUp.run();
        state = State.UP;
        kind = as;
    }

    final void over(String how) {
        state = State.OVER;
        kind = how;
    }

    @Override
    public final void fed(String bytes, long wallNanos) {
        int at = 0;
        while (at < bytes.length() && state != State.OVER) {
            int end = bytes.indexOf('\n', at);
            int to = end < 0 ? bytes.length() : end;
            line.append(bytes, at, to);
            int limit = isUp() ? server.longestLine() + LONGEST_FRAME : LONGEST_HANDSHAKE_LINE;
            if (line.length() > limit) {
                over("too long a line");
            } else if (end >= 0) {
                String whole = line.toString();
                line.setLength(0);
                if (isUp()) {
                    heardSaying(whole);
                } else {
                    heardHandshake(whole, wallNanos);
                }
            }
            at = to + 1;
        }
    }

    @Override
    public final void inputEnded(long wallNanos) {
        state = State.OVER;
    }

    @Override
    public final boolean isOver() {
        return state == State.OVER;
    }

    @Override
    public final Optional<String> said(String bytes) {
        heard.append(bytes);
        int end = heard.indexOf("\n");
        while (end >= 0) {
            String whole = heard.substring(0, end);
            heard.delete(0, end + 1);
            boolean right =
                    isOwed()
                            ? isRightHandshake(whole)
                            : kind.startsWith("link") && isRightSaying(whole);
            if (!right) {
                return Optional.of("the server said, " + kind + ": " + whole);
            }
            end = heard.indexOf("\n");
        }
        return heard.length() > 0 ? Optional.of("half a line: " + heard) : Optional.empty();
    }

    @Override
    public final Optional<String> missing() {
        // What was said last is lost when the server closes at once, but not when it refuses.
        boolean due = state != State.OVER || kind.startsWith("neighbour with other");
        return due && isOwed()
                ? Optional.of("no answer to the handshake, " + kind)
                : Optional.empty();
    }

    @Override
    public final String kind() {
        return kind;
    }

    private void heardSaying(String whole) {
        Optional<LinkSaying> said = LinkSaying.read(whole);
        if (said.isEmpty()) {
            over("link with a line that is damaged or wrong");
            return;
        }
        long seq = said.get().seq();
        switch (said.get().kind()) {
            case REWIND -> heardSeq = 0;
            case RECORD -> {
                if (seq <= heardSeq) {
                    over("link out of order");
                    return;
                }
                heardSeq = seq;
                server.heardRecord(said.get().record());
            }
            case PING, AUDIT -> {
                if (seq < heardSeq) {
                    over("link out of order");
                    return;
                }
                heardSeq = seq;
            }
        }
    }

    private boolean isRightSaying(String whole) {
        Optional<LinkSaying> read = LinkSaying.read(whole);
        if (read.isEmpty()) {
            return false;
        }
        LinkSaying it = read.get();
        long before = it.kind() == LinkSaying.Kind.REWIND ? 0 : saidSeq;
        saidSeq = it.seq();
        if (it.kind() == LinkSaying.Kind.RECORD) {
            records.add(it.record());
            return it.seq() > before && server.isAuthentic(it.record());
        }
        return it.seq() >= before;
    }

    static boolean isVersion(String word) {
        return LinkSaying.isNumber(word) && word.length() <= 3 && !word.equals("0");
    }
}
