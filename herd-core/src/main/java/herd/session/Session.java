package herd.session;

import herd.line.LineReader;
import herd.line.LineSink;
import herd.line.Pipe;
import herd.line.Talker;
import herd.protocol.AtLine;
import herd.protocol.CommandReader;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One client's conversation, from its first byte to its last answer.
 *
 * <pre>
 *               held up: too much waits          input ended
 *   READING ─────────────────────► HELD    ┌──────────────────► ENDED ── all answered ─► CLOSED
 *      ▲   ◄─────────────────────          │                                               ▲
 *      │        drained, answered ─────────┘                                               │
 *      └── any state: the connection breaks, or is silent for too long ────────────────────┘
 * </pre>
 *
 * <p>While it is held up the client is not read; bytes that were read already wait, and so does the
 * end of input. Every command is timed, stored and flooded when it is taken; only its answer may
 * have to wait for a slow look-up before it.
 *
 * <p><b>Threading.</b> Only on the thread that owns the server's state.
 *
 * <p><b>Source.</b> PROTOCOL.md, Clients.
 */
public final class Session implements LineSink, Talker {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final byte[] QUESTION_MARK = {'?', ' '};
    private static final byte[] NEWLINE = {'\n'};

    private final SessionHost host;
    private final Pipe pipe;
    private final SessionLimits limits;
    private final long number;
    private final LineReader reader;

    /** The answers from the first open question on; null while none is open, which is nearly always. */
    private Answers answers;

    /** Bytes that came while the session was held up, and are left to read. */
    private ByteBuffer unread = NOTHING;

    /** When the bytes being worked on arrived. */
    private long wallNanos;

    private boolean held;
    private boolean working;
    private boolean inputEnded;
    private boolean ended;
    private boolean closed;

    /** The line being echoed as it comes; null while there is none. */
    private LongLine longLine;

    /**
     * Begins a conversation.
     *
     * @param number names the connection in the log
     * @param nowNanos the monotonic clock
     */
    public Session(SessionHost host, Pipe pipe, SessionLimits limits, long number, long nowNanos) {
        this.host = host;
        this.pipe = pipe;
        this.limits = limits;
        this.number = number;
        reader = new LineReader(limits.maxLineBytes());
        pipe.wakeAt(idleAfter(nowNanos));
    }

    /** Answers and open questions that wait for one before them, or for themselves. */
    public int waitingAnswers() {
        return answers == null ? 0 : answers.count();
    }

    @Override
    public void received(byte[] bytes, int offset, int length, long nowNanos, long wallNanos) {
        if (unread.hasRemaining()) {
            throw new IllegalStateException("received from a pipe that is paused");
        }
        pipe.wakeAt(idleAfter(nowNanos));
        this.wallNanos = wallNanos;
        working = true;
        int taken = reader.read(bytes, offset, length, this);
        working = false;
        if (taken < length) {
            unread = ByteBuffer.wrap(Arrays.copyOfRange(bytes, offset + taken, offset + length));
        }
        goOn();
    }

    @Override
    public void inputEnded(long nowNanos, long wallNanos) {
        inputEnded = true;
        goOn();
    }

    @Override
    public void drained(long nowNanos) {
        goOn();
    }

    /** Closes the client, which has been silent for too long, unless it is owed something. */
    @Override
    public void woken(long nowNanos, long wallNanos) {
        if (closed) {
            return;
        }
        if (answers != null || pipe.waiting() > 0) {
            pipe.wakeAt(idleAfter(nowNanos));
        } else {
            host.noteIdle(number);
            pipe.finish();
        }
    }

    @Override
    public void closed(String why, long nowNanos) {
        closed = true;
        noteLongLine();
        unread = NOTHING;
        if (answers != null) {
            answers.abandon(host::forget);
            answers = null;
        }
    }

    void answered(OpenQuestion question) {
        if (closed) {
            return;
        }
        byte[] text = question.text();
        host.noteOut(number, text, 0, text.length);
        answers.answered(question);
        if (answers.isEmpty()) {
            answers = null;
        }
        goOn();
    }

    @Override
    public boolean line(byte[] bytes, int offset, int length) {
        host.noteIn(number, bytes, offset, length, 0);
        CommandReader command = host.commands();
        switch (command.read(bytes, offset, length)) {
            case IAMAT -> {
                AtLine at = host.heard(command, wallNanos);
                host.noteOut(number, at.bytes(), at.offset(), at.length());
                send(at.bytes(), at.offset(), at.length() + 1);
            }
            case WHATSAT -> ask(command, bytes, offset, length);
            case INVALID -> echo(bytes, offset, length);
            case BLANK -> {}
        }
        return mayGoOn();
    }

    @Override
    public boolean piece(byte[] bytes, int offset, int length, boolean begins, boolean ends) {
        if (closed) {
            return false;
        }
        if (begins) {
            longLine = new LongLine();
            send(QUESTION_MARK, 0, QUESTION_MARK.length);
        }
        longLine.add(bytes, offset, length);
        send(bytes, offset, length);
        if (ends) {
            noteLongLine();
            send(NEWLINE, 0, NEWLINE.length);
        }
        return mayGoOn();
    }

    private void ask(CommandReader command, byte[] bytes, int offset, int length) {
        if (!host.knows(command)) {
            echo(bytes, offset, length);
            return;
        }
        OpenQuestion question = new OpenQuestion(this);
        if (answers == null) {
            answers = new Answers(pipe);
        }
        answers.add(question);
        host.asked(command, question);
    }

    /** Takes what waits unread, as far as that may be, and holds the client up or lets it go on. */
    private void goOn() {
        if (working || closed) {
            return;
        }
        working = true;
        if (unread.hasRemaining() && mayGoOn()) {
            int from = unread.position();
            unread.position(from + reader.read(unread.array(), from, unread.remaining(), this));
            if (!unread.hasRemaining()) {
                unread = NOTHING;
            }
        }
        if (inputEnded && !ended && !unread.hasRemaining()) {
            ended = true;
            reader.end(this);
        }
        working = false;
        settle();
    }

    private void settle() {
        boolean hold = unread.hasRemaining() || !mayGoOn();
        if (hold != held) {
            held = hold;
            if (hold) {
                pipe.pause();
            } else {
                pipe.resume();
            }
        }
        long keeps = reader.heldBytes() + unread.capacity() + waitingBytes();
        if (longLine != null) {
            keeps += longLine.start().length;
        }
        pipe.holds(keeps);
        if (ended && answers == null) {
            pipe.finish();
        }
    }

    /** When the idle time that begins then is over: never, if that is past all time. */
    private long idleAfter(long nanos) {
        long due = nanos + limits.idleNanos();
        return due < nanos ? Long.MAX_VALUE : due;
    }

    private void echo(byte[] bytes, int offset, int length) {
        host.noteEcho(number, bytes, offset, length, 0);
        send(QUESTION_MARK, 0, QUESTION_MARK.length);
        send(bytes, offset, length);
        send(NEWLINE, 0, NEWLINE.length);
    }

    /** Sends a piece of an answer, or keeps it until the question before it is answered. */
    private void send(byte[] bytes, int offset, int length) {
        if (answers == null) {
            pipe.offer(bytes, offset, length);
        } else {
            answers.add(bytes, offset, length);
        }
    }

    private void noteLongLine() {
        if (longLine != null) {
            byte[] start = longLine.start();
            host.noteIn(number, start, 0, start.length, longLine.omittedBytes());
            host.noteEcho(number, start, 0, start.length, longLine.omittedBytes());
            longLine = null;
        }
    }

    private long waitingBytes() {
        return answers == null ? 0 : answers.bytes();
    }

    private boolean mayGoOn() {
        return !closed
                && waitingAnswers() < limits.maxWaitingAnswers()
                && pipe.waiting() + waitingBytes() <= limits.maxWaitingBytes();
    }
}
