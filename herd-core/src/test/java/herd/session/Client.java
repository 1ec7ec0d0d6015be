package herd.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A client in conversation with a session: what it says, and what it gets. */
final class Client {

    static final long SECOND = 1_000_000_000;
    static final int MAX_LINE_BYTES = 100;
    static final int MAX_WAITING_BYTES = 1000;
    static final int MAX_WAITING_ANSWERS = 8;
    static final long IDLE_NANOS = 60 * SECOND;

    final FakeHost host = new FakeHost();
    final FakePipe pipe = new FakePipe();
    final Session session;

    private long nowNanos = 5 * SECOND;
    private long wallNanos = 100 * SECOND;

    Client() {
        this(new SessionLimits(MAX_LINE_BYTES, MAX_WAITING_BYTES, MAX_WAITING_ANSWERS, IDLE_NANOS));
    }

    Client(SessionLimits limits) {
        session = new Session(host, pipe, limits, 7, nowNanos);
    }

    void says(String text) {
        byte[] bytes = ("\n?" + text + "\n?").getBytes(ISO_8859_1);
        session.received(bytes, 2, text.length(), nowNanos, wallNanos);
    }

    void halfCloses() {
        session.inputEnded(nowNanos, wallNanos);
    }

    void breaksOff() {
        session.closed("", nowNanos);
    }

    /** Takes everything that waits; the session hears of it. */
    String gets() {
        return takes(Integer.MAX_VALUE);
    }

    String takes(int most) {
        boolean waited = pipe.waiting() > 0;
        String text = pipe.take(most);
        if (waited && pipe.waiting() == 0) {
            session.drained(0);
        }
        return text;
    }

    /** Time passes, and the alarm goes off when it is due. */
    void waits(long nanos) {
        nowNanos += nanos;
        wallNanos += nanos;
        if (pipe.alarmNanos() <= nowNanos) {
            session.woken(nowNanos, wallNanos);
        }
    }
}
