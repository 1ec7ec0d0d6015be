package herd.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The log of one server: every message in and out, and what else happened to it. How it looks is
 * told at {@link Page}.
 *
 * <p><b>Threading.</b> {@link #line} and {@link #event} are for one thread, the server's loop; they
 * never wait, and a line allocates nothing. {@link #close} is called when that thread has made its
 * last entry. Any thread may read the counters.
 *
 * <p><b>Errors.</b> What cannot be opened at the start is the caller's to deal with. From then on the
 * log gets over everything: a full disk, a folder that is gone, a buffer that is full. What was
 * skipped is counted in the log itself.
 */
public final class Journal implements AutoCloseable {

    /** How much of a message is in the log, in bytes; of the rest it says how long it was. */
    public static final int MAX_MESSAGE_BYTES = 4096;

    /** How much of an event is in the log, in bytes. */
    static final int MAX_EVENT_BYTES = 8192;

    private final boolean messages;
    private final Backlog backlog;
    private final JournalWriter writer;

    private Journal(JournalSettings settings, LogFile file) {
        messages = settings.messages();
        backlog = new Backlog(settings.bufferBytes());
        writer = new JournalWriter(file, backlog, settings.trouble());
    }

    /** Opens a log, to go on at its end if there is one, and begins to write. */
    public static Journal open(Path path, JournalSettings settings) throws IOException {
        return open(path, settings, Disk.REAL);
    }

    static Journal open(Path path, JournalSettings settings, Disk disk) throws IOException {
        LogFile file = LogFile.open(path, settings.maxBytes(), settings.keep(), disk);
        Journal journal = new Journal(settings, file);
        journal.writer.start();
        return journal;
    }

    /** Whether messages are logged at all. */
    public boolean takesLines() {
        return messages;
    }

    /**
     * Logs a message, unless only events are logged.
     *
     * @param wallNanos when it came or went, in nanoseconds since 1970
     * @param connection the number that names its connection
     * @param omittedBytes how much of it, after the bytes given, is left out already
     */
    public void line(
            long wallNanos,
            Direction direction,
            long connection,
            byte[] bytes,
            int offset,
            int length,
            long omittedBytes) {
        if (messages) {
            int kept = Math.min(length, MAX_MESSAGE_BYTES);
            long omitted = omittedBytes + (length - kept);
            add(direction.ordinal(), wallNanos, connection, bytes, offset, kept, omitted);
        }
    }

    /**
     * Logs that something happened. The text begins with a word that says what: {@code start}, {@code
     * link}, {@code stop}.
     */
    public void event(long wallNanos, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int kept = Math.min(bytes.length, MAX_EVENT_BYTES);
        add(Backlog.EVENT, wallNanos, 0, bytes, 0, kept, bytes.length - kept);
    }

    /** What the log has done so far. */
    public JournalCounters counters() {
        return writer.counters();
    }

    /**
     * Writes what is left, and closes the file. A disk that is stuck is left to itself.
     *
     * @param within how long to wait for that at most
     * @return whether it was done in time
     */
    public boolean close(Duration within) {
        return writer.close(within.toMillis());
    }

    /** Writes what can be written at once, and closes the file. */
    @Override
    public void close() {
        close(Duration.ZERO);
    }

    private void add(
            int kind,
            long wallNanos,
            long connection,
            byte[] bytes,
            int offset,
            int length,
            long omittedBytes) {
        if (backlog.add(kind, wallNanos, connection, bytes, offset, length, omittedBytes)) {
            writer.added();
        } else {
            writer.skipped();
        }
    }
}
