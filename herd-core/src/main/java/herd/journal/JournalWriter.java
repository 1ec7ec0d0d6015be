package herd.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Writes what is in the backlog to the file, on a thread of its own.
 *
 * <pre>
 *   AWAKE ──wrote something──► NAPPING ──a nap is over, or much waits──► AWAKE
 *   AWAKE ──nothing for some naps──► PARKED ──an entry──► AWAKE, after a nap
 * </pre>
 *
 * <p><b>Why.</b> To wake a thread is a system call, which the loop would make for every entry. So the
 * writer looks by itself while entries come, a nap apart, and writes what has gathered at once; only
 * when none came for a while does it wait to be woken.
 *
 * <p><b>Errors.</b> A file that cannot be written is opened again every second. What was taken for
 * the page stays; the backlog fills, and what it has no room for is skipped and counted.
 */
final class JournalWriter implements Runnable {

    private static final int AWAKE = 0;
    private static final int NAPPING = 1;
    private static final int PARKED = 2;

    private static final long NAP_NANOS = 15_000_000L;
    private static final int NAPS_BEFORE_PARKING = 20;
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final LogFile file;
    private final Backlog backlog;
    private final Consumer<String> trouble;
    private final Thread thread;
    private final Page page = new Page();
    private final Direction[] directions = Direction.values();

    private volatile int state = AWAKE;
    private volatile boolean closing;
    private volatile long skipped;

    private volatile JournalCounters counters = new JournalCounters(0, 0, 0, 0, 0, false);
    private long skippedTold;
    private long written;
    private long bytes;
    private long lost;
    private long failures;
    private boolean failing;
    private String failure = "";

    /** Whether the backlog's entry is still to be put on the page. */
    private boolean holdsEntry;

    private long failedNanos;

    JournalWriter(LogFile file, Backlog backlog, Consumer<String> trouble) {
        this.file = file;
        this.backlog = backlog;
        this.trouble = trouble;
        thread = new Thread(this, "herd-journal " + file.path().getFileName());
        thread.setDaemon(true); // a disk that is stuck must not keep a program from ending
    }

    void start() {
        thread.start();
    }

    /** Loop: an entry was added. */
    void added() {
        if (state != AWAKE) {
            wakeIfNeeded();
        }
    }

    /** Loop: an entry found no room. */
    void skipped() {
        long before = skipped;
        skipped = before + 1;
    }

    JournalCounters counters() {
        JournalCounters it = counters;
        return new JournalCounters(
                it.written(), it.bytes(), skipped, it.lost(), it.failures(), it.failing());
    }

    /**
     * Has everything written, and waits for that.
     *
     * @return whether the writer came to an end in time
     */
    boolean close(long withinMillis) {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(Math.max(1, withinMillis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    @Override
    public void run() {
        int emptyNaps = 0;
        while (!closing) {
            boolean wrote = writeAll();
            emptyNaps = wrote ? 0 : emptyNaps + 1;
            if (failing) {
                rest(RETRY_NANOS);
            } else if (emptyNaps > NAPS_BEFORE_PARKING) {
                park();
                rest(NAP_NANOS);
                emptyNaps = 0;
            } else {
                rest(NAP_NANOS);
            }
        }
        writeAll();
        giveUpTheRest();
        file.close();
    }

    private void wakeIfNeeded() {
        if (state == PARKED || backlog.isPressing() && !counters.failing()) {
            state = AWAKE;
            LockSupport.unpark(thread);
        }
    }

    private void rest(long nanos) {
        long until = System.nanoTime() + nanos;
        state = NAPPING;
        long left = nanos;
        while (left > 0 && state == NAPPING && !closing) {
            LockSupport.parkNanos(this, left);
            left = until - System.nanoTime();
        }
        state = AWAKE;
    }

    /** Waits for the loop to add something; it sees that we are parked, or we see what it added. */
    private void park() {
        state = PARKED;
        while (state == PARKED && !closing && backlog.isEmpty() && skipped == skippedTold) {
            LockSupport.park(this);
        }
        state = AWAKE;
    }

    /** Writes everything there is; returns whether that was anything. */
    private boolean writeAll() {
        if (failing && !tryAgain()) {
            return false;
        }
        boolean any = false;
        while (holdsEntry || backlog.next()) {
            any = true;
            holdsEntry = true;
            if (page.isFullFor(backlog.length()) && !flush()) {
                return true;
            }
            format();
            holdsEntry = false;
        }
        if (skipped != skippedTold) {
            any = true;
            tellSkipped();
        }
        flush();
        return any;
    }

    private void format() {
        if (backlog.kind() == Backlog.EVENT) {
            page.event(backlog.wallNanos(), backlog.chunk(), backlog.offset(), backlog.length());
        } else {
            page.message(
                    backlog.wallNanos(),
                    directions[backlog.kind()],
                    backlog.connection(),
                    backlog.chunk(),
                    backlog.offset(),
                    backlog.length());
        }
        page.endEntry(backlog.omittedBytes());
    }

    private void tellSkipped() {
        String text = "skipped " + (skipped - skippedTold) + " entries, for the buffer was full";
        if (!page.isFullFor(text.length()) || flush()) {
            skippedTold = skipped;
            page.note(now(), text);
        }
    }

    private boolean flush() {
        if (page.isEmpty()) {
            return true;
        }
        try {
            writePage();
            return true;
        } catch (IOException e) {
            failing = true;
            failedNanos = System.nanoTime();
            failure = String.valueOf(e.getMessage());
            countFailure();
            trouble.accept(file.path() + " cannot be written: " + e + "; trying again");
            return false;
        }
    }

    private boolean tryAgain() {
        try {
            file.reopen();
            if (page.dropBegunEntry()) {
                lost++;
                written--;
            }
            writePage();
        } catch (IOException e) {
            countFailure();
            return false;
        }
        failing = false;
        publishCounters();
        long seconds = (System.nanoTime() - failedNanos) / 1_000_000_000L;
        page.note(now(), "log written again after " + seconds + " s: " + failure);
        trouble.accept(file.path() + " is written again");
        return true;
    }

    private void writePage() throws IOException {
        ByteBuffer unwritten = page.unwritten();
        int before = unwritten.position();
        try {
            file.append(unwritten);
            written += page.entries();
        } finally {
            bytes += unwritten.position() - before;
        }
        page.empty();
        publishCounters();
    }

    private void countFailure() {
        failures++;
        publishCounters();
    }

    private void publishCounters() {
        counters = new JournalCounters(written, bytes, skipped, lost, failures, failing);
    }

    /** Counts what will never be written, now that the log is closed. */
    private void giveUpTheRest() {
        if (!failing) {
            return;
        }
        long left = page.entries() + (holdsEntry ? 1 : 0);
        while (backlog.next()) {
            left++;
        }
        lost += left;
        publishCounters();
        trouble.accept(file.path() + " was closed without its last " + left + " entries");
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
