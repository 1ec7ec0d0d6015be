package herd.testkit.proof;

import herd.line.Talker;
import herd.testkit.sim.SimulatedPipe;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * A client of one life of a server, which knows what it may be answered: one answer for each line but
 * the blank ones, in order, and nothing else. It sends whatever it is told.
 *
 * <p><b>Source.</b> PROTOCOL.md, C1 to C7, C25 to C33, C43.
 */
final class ProofClient implements Talker {

    /** What is waited for. */
    private record Open(ReferenceCommand command, long sentWallNanos, long clockSteps) {}

    private static final String INVARIANT = "answers";

    private final Watch watch;
    private final Life life;
    private final int maxLineBytes;
    private final StringBuilder unsent = new StringBuilder();
    private final Deque<Open> open = new ArrayDeque<>();
    private final StringBuilder arrived = new StringBuilder();

    /** The newest line that it was given of each client: later answers must not be older. */
    private final Map<String, ReferenceLine> known = new HashMap<>();

    private SimulatedPipe pipe;

    /** The server's clock when bytes were sent last: what arrives as a line may be that old. */
    private long sentWallNanos;

    private boolean finished;
    private boolean closed;
    private boolean stoppedReading;

    ProofClient(Watch watch, Life life) {
        this.watch = watch;
        this.life = life;
        maxLineBytes = life.server().settings().session().maxLineBytes();
    }

    /** Talks over this end of a connection from now on. */
    void connected(SimulatedPipe end) {
        pipe = end;
        end.talker(this);
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether nothing is waited for that the server could still give. */
    boolean isContent() {
        return closed || life.isOver() || open.isEmpty() && arrived.length() == 0;
    }

    /** What it waits for, in words. */
    String waitsFor() {
        return open.isEmpty()
                ? "nothing"
                : "the answer to " + shortened(open.peek().command.line());
    }

    void send(String bytes) {
        if (finished || closed) {
            return;
        }
        sentWallNanos = life.server().wallNanos();
        unsent.append(bytes);
        int from = 0;
        for (int end = unsent.indexOf("\n"); end >= 0; end = unsent.indexOf("\n", from)) {
            sent(unsent.substring(from, end));
            from = end + 1;
        }
        unsent.delete(0, from);
        byte[] raw = bytes.getBytes(StandardCharsets.ISO_8859_1);
        pipe.offer(raw, 0, raw.length);
        pipe.flush();
    }

    void finish() {
        if (!finished && !closed) {
            finished = true;
            if (unsent.length() > 0) {
                sent(unsent.toString());
            }
            pipe.halfClose();
            pipe.flush();
        }
    }

    void hangUp() {
        closed = true;
        pipe.reset();
    }

    void stopReading() {
        stoppedReading = true;
        pipe.pause();
    }

    void readOn() {
        if (!closed) {
            pipe.resume();
        }
    }

    @Override
    public void received(byte[] bytes, int offset, int length, long nowNanos, long wallNanos) {
        arrived.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        while (takesAnswer()) {}
    }

    @Override
    public void inputEnded(long nowNanos, long wallNanos) {
        boolean mayHangUp = life.isStopping() || stoppedReading;
        boolean owed = !open.isEmpty() || arrived.length() > 0;
        require(mayHangUp || !owed, "%s hangs up without %s", life, waitsFor());
        require(mayHangUp || finished, "%s hangs up first", life);
        closed = true;
        pipe.finish();
    }

    @Override
    public void drained(long nowNanos) {
        // Nothing waits for it.
    }

    @Override
    public void woken(long nowNanos, long wallNanos) {
        throw new IllegalStateException("no alarm was set");
    }

    @Override
    public void closed(String why, long nowNanos) {
        closed = true;
    }

    private void sent(String line) {
        ReferenceCommand command = ReferenceCommand.read(line, maxLineBytes);
        if (command.kind() != ReferenceCommand.Kind.BLANK) {
            open.add(new Open(command, sentWallNanos, watch.clockSteps()));
        }
        watch.asked(life, command);
    }

    /** Takes one whole answer, if there is one. */
    private boolean takesAnswer() {
        if (arrived.length() == 0) {
            return false;
        }
        Open next = open.peek();
        require(next != null, "%s says, unasked: %s", life, shortened(arrived.toString()));
        boolean isLong =
                next.command.kind() == ReferenceCommand.Kind.WHATSAT && arrived.charAt(0) == 'A';
        String ending = isLong ? "\n\n" : "\n";
        int end = arrived.indexOf(ending);
        if (end < 0) {
            return false;
        }
        open.remove();
        check(next, arrived.substring(0, end));
        arrived.delete(0, end + ending.length());
        return true;
    }

    private void check(Open asked, String answer) {
        ReferenceCommand command = asked.command;
        switch (command.kind()) {
            case IAMAT -> checkIamat(asked, answer);
            case WHATSAT -> checkWhatsat(command, answer);
            default -> requireEcho(command, answer);
        }
    }

    private void checkIamat(Open asked, String answer) {
        ReferenceCommand command = asked.command;
        ReferenceLine line = line(answer, command);
        require(
                line.origin().equals(life.name())
                        && line.id().equals(command.id())
                        && line.coordinates().equals(command.coordinates())
                        && line.time().equals(command.time()),
                "%s answers %s with %s",
                life,
                command.line(),
                answer);
        BigInteger receipt = line.receiptNanos();
        require(
                asked.clockSteps != watch.clockSteps()
                        || receipt.compareTo(BigInteger.valueOf(asked.sentWallNanos)) >= 0
                                && receipt.compareTo(BigInteger.valueOf(life.server().wallNanos()))
                                        <= 0,
                "%s says that it got it at another time: %s",
                life,
                answer);
        watch.answered(life, line);
        known.merge(line.id(), line, this::greater);
    }

    private void checkWhatsat(ReferenceCommand command, String answer) {
        if (answer.startsWith("? ")) {
            requireEcho(command, answer);
            require(
                    !known.containsKey(command.id()) || isFull(),
                    "%s has forgotten %s",
                    life,
                    command.id());
            return;
        }
        int end = answer.indexOf('\n');
        require(end > 0, "%s answers %s with %s", life, command.line(), answer);
        ReferenceLine line = line(answer.substring(0, end), command);
        require(
                line.id().equals(command.id())
                        && arePlaces(answer.substring(end + 1), command, line),
                "%s answers %s with %s",
                life,
                command.line(),
                answer);
        ReferenceLine before = known.get(line.id());
        require(
                before == null || isFull() || life.order().compare(line, before) >= 0,
                "%s answers with %s after %s",
                life,
                line,
                before);
        known.put(line.id(), line);
    }

    /** Those near the line that is given with them, or the word that there was no finding out. */
    private static boolean arePlaces(String body, ReferenceCommand command, ReferenceLine line) {
        return body.equals(ReferencePlaces.near(command.line(), line))
                || body.startsWith("{") && body.endsWith("}") && body.contains("error_message");
    }

    private void requireEcho(ReferenceCommand command, String answer) {
        require(
                answer.length() == command.line().length() + 2
                        && answer.startsWith("? ")
                        && answer.startsWith(command.line(), 2),
                "%s answers %s with %s",
                life,
                shortened(command.line()),
                shortened(answer));
    }

    private ReferenceLine line(String answer, ReferenceCommand command) {
        try {
            return watch.lines().line(answer);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new Violation(
                    INVARIANT,
                    life + " answers " + shortened(command.line()) + " with " + shortened(answer));
        }
    }

    private ReferenceLine greater(ReferenceLine one, ReferenceLine other) {
        return life.order().compare(one, other) > 0 ? one : other;
    }

    private boolean isFull() {
        return life.server().engine().flood().count() >= life.maxClients();
    }

    private static String shortened(String text) {
        return text.length() < 200 ? text : text.substring(0, 200) + "…";
    }

    private static void require(boolean holds, String what, Object... where) {
        if (!holds) {
            throw new Violation(INVARIANT, what.formatted(where));
        }
    }
}
