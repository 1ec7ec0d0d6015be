package herd.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import herd.line.LineReader;
import herd.line.LineSink;
import herd.protocol.AtLine;
import herd.protocol.CommandReader;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Nothing is allocated for a line, be it valid or not, as long as no question is open. */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int LINES_IN_A_READ = 100;
    private static final int READS = 300;

    /** For all the reads together: far less than an object each. */
    private static final long ALLOWED_BYTES = READS;

    /** A server that writes nothing down. */
    private static final class BareHost implements SessionHost, LineSink {
        private static final byte[] NAME = "Hill".getBytes(ISO_8859_1);
        private final CommandReader commands = new CommandReader();
        private final AtLine at = new AtLine();

        @Override
        public CommandReader commands() {
            return commands;
        }

        @Override
        public AtLine heard(CommandReader iamat, long wallNanos) {
            at.compose(iamat, NAME, wallNanos);
            return at;
        }

        @Override
        public boolean knows(CommandReader whatsat) {
            return false;
        }

        @Override
        public void asked(CommandReader whatsat, Question question) {
            throw new AssertionError("nobody is known");
        }

        @Override
        public void forget(Question question) {}

        @Override
        public void noteIn(long connection, byte[] bytes, int offset, int length, long omitted) {}

        @Override
        public void noteOut(long connection, byte[] bytes, int offset, int length) {}

        @Override
        public void noteEcho(long connection, byte[] line, int offset, int length, long omitted) {}

        @Override
        public void noteIdle(long connection) {}

        @Override
        public boolean line(byte[] bytes, int offset, int length) {
            return true;
        }

        @Override
        public boolean piece(byte[] bytes, int offset, int length, boolean begins, boolean ends) {
            return true;
        }
    }

    private final BareHost host = new BareHost();
    private final FakePipe pipe = new FakePipe();
    private final Session session =
            new Session(host, pipe, new SessionLimits(65_536, 1 << 20, 100, 1), 1, 0);

    @Test
    void allocatesNothingForALocation() {
        talk("IAMAT kiwi.cs.ucla.edu +34.068930-118.445127 1520023934.918963997\n");
    }

    @Test
    void allocatesNothingForABrokenLine() {
        talk("hello there\n");
        talk("IAMAT kiwi.cs.ucla.edu +94.068930-118.445127 1520023934.918963997\n");
        talk("WHATSAT nobody 10 5\n");
        talk("AT Hill +0.263873386 kiwi +34.068930-118.445127 1520023934.918963997\n");
    }

    @Test
    void allocatesNothingForABlankLine() {
        talk(" \t\r\n");
    }

    @Test
    void allocatesNothingForAPieceOfALineWithoutEnd() {
        byte[] start = new byte[65_537];
        session.received(start, 0, start.length, 0, 0);
        talk("x".repeat(500));
    }

    @Test
    void allocatesNothingForCuttingLinesThatLieWholeInARead() {
        LineReader reader = new LineReader(100);
        byte[] read = "one\n\ntwo three four\n".repeat(LINES_IN_A_READ).getBytes(ISO_8859_1);
        assertAllocatesNothing(() -> reader.read(read, 0, read.length, host));
    }

    @Test
    void allocatesNothingForReadingAnAtLine() {
        AtLine at = new AtLine();
        byte[] line =
                "AT Hill +0.263873386 k +34.068930-118.445127 1520023934.9".getBytes(ISO_8859_1);
        assertAllocatesNothing(() -> at.read(line, 0, line.length));
        assertAllocatesNothing(() -> at.read(line, 1, line.length - 1));
    }

    private void talk(String line) {
        byte[] read = line.repeat(LINES_IN_A_READ).getBytes(ISO_8859_1);
        assertAllocatesNothing(
                () -> {
                    session.received(read, 0, read.length, 0, 1520023935182837383L);
                    pipe.takeUnseen();
                    session.drained(0);
                });
    }

    private static void assertAllocatesNothing(Runnable read) {
        for (int warmUp = 0; warmUp < READS; warmUp++) {
            read.run();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < READS; i++) {
            read.run();
        }
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < ALLOWED_BYTES, () -> bytes + " bytes for " + READS + " reads");
    }
}
