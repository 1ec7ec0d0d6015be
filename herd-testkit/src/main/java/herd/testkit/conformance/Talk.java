package herd.testkit.conformance;

import herd.testkit.client.RawClient;
import herd.testkit.program.Shown;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One connection of a case: sends, and holds what comes against what should.
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Errors.</b> Whatever does not come, or is not what it should be, is a {@link Violation}.
 */
final class Talk implements AutoCloseable {

    /** A case that sends more than this keeps the rest of it to itself. */
    private static final int REMEMBERED_CHARS = 4096;

    private static final int SMALL_BUFFER_BYTES = 32 * 1024;

    /** Less than the answers that a server may keep (C8), so that it takes so much from anybody. */
    private static final int AT_ONCE_CHARS = 128 * 1024;

    private final RawClient client;
    private final Duration patience;
    private final StringBuilder sent = new StringBuilder();
    private long forgotten;

    /** Sends what was too much at once; perhaps the last of several that wait for each other. */
    private Optional<Thread> sender = Optional.empty();

    /** Why that could not be sent: written by the sender, read by who waits for answers. */
    private volatile String senderTrouble = "";

    private int sentinels;

    private Talk(RawClient client, Duration patience) {
        this.client = client.within(patience);
        this.patience = patience;
    }

    static Talk with(InetSocketAddress server, Duration patience) {
        return open(server, patience, () -> RawClient.connect(server));
    }

    /** A connection that holds little of what has not been read. */
    static Talk withSmallBuffer(InetSocketAddress server, Duration patience) {
        return open(server, patience, () -> RawClient.connect(server, SMALL_BUFFER_BYTES));
    }

    private static Talk open(
            InetSocketAddress server, Duration patience, Supplier<RawClient> connection) {
        try {
            return new Talk(connection.get(), patience);
        } catch (UncheckedIOException e) {
            throw new Violation(
                    "nothing", "a connection to " + server, String.valueOf(e.getCause()));
        }
    }

    /**
     * Sends. What is too much for a server that waits for its answers to be taken, and what comes
     * behind that, is sent by a thread of its own, so that they can be taken meanwhile.
     */
    Talk send(String text) {
        remember(text);
        if (text.length() <= AT_ONCE_CHARS && isNothingWaiting()) {
            expecting("that the server takes it", () -> client.send(text));
        } else {
            meanwhile(() -> client.send(text));
        }
        return this;
    }

    Talk sendInPieces(String text, int pieceChars, Duration between) {
        remember(text);
        expecting("that the server takes it", () -> client.sendSlowly(text, pieceChars, between));
        return this;
    }

    /** Sends until the server has taken nothing for some time; returns how many bytes it took. */
    int sendWhatFits(String text, Duration still) {
        remember(text);
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return expecting("that the connection stays", () -> client.sendWhatFits(bytes, still));
    }

    Talk halfClose() {
        if (isNothingWaiting()) {
            client.halfClose();
        } else {
            meanwhile(client::halfClose);
        }
        return this;
    }

    void reset() {
        client.reset();
    }

    /** The next line, without its end. */
    String line(String expected) {
        return expecting(expected, client::readLine);
    }

    String bytes(int count, String expected) {
        return expecting(
                expected, () -> new String(client.readBytes(count), StandardCharsets.ISO_8859_1));
    }

    /** What one read brings, when there is something. */
    String packet(Duration more, String expected) {
        client.within(patience.plus(more));
        try {
            return expecting(expected, client::readOnce);
        } finally {
            client.within(patience);
        }
    }

    Talk expectLine(String expected) {
        String line = line(Shown.text(expected));
        if (!line.equals(expected)) {
            throw violation(Shown.text(expected), line);
        }
        return this;
    }

    /** The answer to a line that is not valid. */
    Talk expectEcho(String invalid) {
        return expectLine("? " + invalid);
    }

    /** The answer to an IAMAT with these fields. */
    At expectAt(String id, String coordinates, String time) {
        String wanted =
                "AT <server> <difference> " + Shown.text(id + ' ' + coordinates + ' ' + time);
        String line = line(wanted);
        At at = At.read(line).orElseThrow(() -> violation(wanted, line));
        boolean same =
                at.id().equals(id)
                        && at.coordinates().equals(coordinates)
                        && at.time().equals(time);
        if (!same) {
            throw violation(wanted, line);
        }
        return at;
    }

    /** Tells where a client is, and takes the answer. */
    At iamat(String id, String coordinates, String time) {
        return send("IAMAT " + id + ' ' + coordinates + ' ' + time + '\n')
                .expectAt(id, coordinates, time);
    }

    /** The answer to a WHATSAT, whose first line is known; the wait includes the look-up. */
    Places expectPlaces(At at, Duration lookUpTime) {
        client.within(patience.plus(lookUpTime));
        try {
            expectLine(at.line());
            String text = expecting("places, and an empty line", () -> client.readUntil("\n\n"));
            String body = text.substring(0, text.length() - 2);
            return new Places(at.line(), body, document(body));
        } finally {
            client.within(patience);
        }
    }

    /** Takes what comes up to the first empty line. */
    void skipPlaces(Duration lookUpTime) {
        client.within(patience.plus(lookUpTime));
        expecting("places, and an empty line", () -> client.readUntil("\n\n"));
        client.within(patience);
    }

    /** Checks that nothing is left over: the answer to one more line comes next. */
    Talk expectNothingMore() {
        String probe = "nothing-before-this " + sentinels++;
        send(probe + '\n');
        String line = line("nothing more, but " + Shown.text("? " + probe));
        if (!line.equals("? " + probe)) {
            throw violation("nothing more, but " + Shown.text("? " + probe), line);
        }
        return this;
    }

    /** Checks that the server closes, and sends nothing before. */
    void expectEnd() {
        String rest = expecting("the end", client::readAll);
        if (!rest.isEmpty()) {
            throw violation("the end", rest);
        }
    }

    /** What comes until the connection ends in whichever way. */
    String untilGone(String expected) {
        return expecting(expected, client::readUntilGone);
    }

    /** Checks that nothing comes for some time. */
    Talk expectSilence(Duration time) {
        client.within(time);
        Optional<String> came = Optional.empty();
        try {
            came = Optional.of(client.readOnce());
        } catch (AssertionError silent) {
            // Nothing came in time, as it should be.
        } finally {
            client.within(patience);
        }
        came.ifPresent(
                it -> {
                    throw violation("silence", it);
                });
        return this;
    }

    Violation violation(String expected, String came) {
        return new Violation(sent(), expected, came.isEmpty() ? "the end" : Shown.text(came));
    }

    /** What was sent so far, for people. */
    String sent() {
        String more = forgotten > 0 ? " and " + forgotten + " bytes more" : "";
        return sent.isEmpty() ? "nothing" : Shown.text(sent.toString()) + more;
    }

    @Override
    public void close() {
        client.close();
    }

    private Map<?, ?> document(String body) {
        try {
            if (JsonText.read(body) instanceof Map<?, ?> members) {
                return members;
            }
        } catch (IllegalArgumentException e) {
            throw violation("places as JSON: " + e.getMessage(), body);
        }
        throw violation("places as a JSON object", body);
    }

    private void remember(String text) {
        int room = Math.min(text.length(), REMEMBERED_CHARS - sent.length());
        sent.append(text, 0, room);
        forgotten += text.length() - room;
    }

    private boolean isNothingWaiting() {
        return sender.isEmpty() || !sender.get().isAlive();
    }

    private void meanwhile(Runnable step) {
        Optional<Thread> before = sender;
        Thread next = new Thread(() -> sendBehind(before, step), "conformance-sender");
        next.setDaemon(true);
        next.start();
        sender = Optional.of(next);
    }

    private void sendBehind(Optional<Thread> before, Runnable step) {
        try {
            if (before.isPresent()) {
                before.get().join();
            }
            step.run();
        } catch (AssertionError trouble) {
            senderTrouble = " (and not all was taken)";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T expecting(String expected, Supplier<T> step) {
        try {
            return step.get();
        } catch (Violation found) {
            throw found;
        } catch (AssertionError trouble) {
            String reason = trouble.getMessage().replaceAll("\\s*\\n\\s*", " ");
            String cut = reason.length() > 400 ? reason.substring(0, 400) + " ..." : reason;
            throw new Violation(sent(), expected, cut + senderTrouble);
        }
    }
}
