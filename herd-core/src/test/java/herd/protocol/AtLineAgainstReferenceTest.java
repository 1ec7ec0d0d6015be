package herd.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.protocol.CommandReader.Kind;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AtLineAgainstReferenceTest {

    private static final long SEED = 1520023934;
    private static final int LINES = 350_000;
    private static final String SEEDED = "seed " + SEED + ": ";
    private static final String[] SERVERS = {"Hill", "a", "-b", "c_3-d", "x".repeat(64)};

    private final RandomLines lines = new RandomLines(SEED);
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final CommandReader reader = new CommandReader();
    private final AtLine composed = new AtLine();
    private final AtLine read = new AtLine();
    private int composedCount;
    private int acceptedCount;
    private int refusedCount;

    /** Builds an AT line, reads it, and reads it once more with a few bytes changed. */
    @Test
    void buildsAndReadsAMillionLinesAsTheReferenceDoes() {
        for (int i = 0; i < LINES; i++) {
            String iamat = "IAMAT " + lines.id() + " " + lines.coordinates() + " " + lines.time();
            String server = SERVERS[random.nextInt(SERVERS.length)];
            long wallNanos = wallNanosNear(iamat.substring(iamat.lastIndexOf(' ') + 1));
            Optional<String> at = compose(iamat, server, wallNanos);
            if (at.isPresent()) {
                composedCount++;
                readBack(at.get(), server);
                StringBuilder mutated = new StringBuilder(at.get());
                lines.mutate(mutated);
                read(mutated.toString(), at.get());
            }
        }
        String counts = composedCount + ", " + acceptedCount + ", " + refusedCount;
        assertTrue(composedCount > LINES / 2, counts);
        assertTrue(acceptedCount > LINES / 2, counts);
        assertTrue(refusedCount > LINES / 20, counts);
    }

    /** Lines of the shape that is read eight bytes at a time, and all that are one byte away from it. */
    @Test
    void readsEveryNeighbourOfAUsualLineAsTheReferenceDoes() {
        String end = " kiwi.cs.ucla.edu +34.068930-118.445127 1520023934.918963997";
        String longest = "x".repeat(ServerName.MAX_BYTES);
        for (String start :
                new String[] {"AT Hill +0.263873386", "AT " + longest + " -12.500000000"}) {
            String line = start + end;
            RandomLines.neighbours(line, each -> read(each, line));
        }
        String counts = acceptedCount + ", " + refusedCount;
        assertTrue(acceptedCount > 10_000, counts);
        assertTrue(refusedCount > 10_000, counts);
    }

    /** Any time that a clock may show, and often one close to the client's. */
    private long wallNanosNear(String time) {
        String whole = time.split("\\.")[0];
        if (whole.length() > 10 || random.nextBoolean()) {
            return random.nextLong() >>> 1 + random.nextInt(40);
        }
        long nanos = new BigDecimal(time).movePointRight(9).toBigInteger().longValue();
        return Math.max(0, nanos + random.nextInt(-2, 3));
    }

    private Optional<String> compose(String iamat, String server, long wallNanos) {
        byte[] bytes = iamat.getBytes(ISO_8859_1);
        if (reader.read(bytes, 0, bytes.length) != Kind.IAMAT) {
            return Optional.empty();
        }
        composed.compose(reader, server.getBytes(ISO_8859_1), wallNanos);
        String at = text(composed, composed.offset(), composed.length());
        assertEquals(Reference.answer(Reference.command(iamat), server, wallNanos), at, SEEDED);
        assertEquals('\n', composed.bytes()[composed.offset() + composed.length()], SEEDED);
        return Optional.of(at);
    }

    /** What is read of a line that was built is what building it said. */
    private void readBack(String line, String server) {
        boolean accepted = read(line, line);
        assertEquals(Reference.isServer(server), accepted, line);
        if (accepted) {
            assertEquals(read.seconds(), composed.seconds(), line);
            assertEquals(read.nanos(), composed.nanos(), line);
            assertEquals(read.receiptSeconds(), composed.receiptSeconds(), line);
            assertEquals(read.receiptNanos(), composed.receiptNanos(), line);
            assertEquals(fields(read), fields(composed), line);
        }
    }

    private boolean read(String line, String original) {
        // Half of them lie at the end of their array, where nobody can look further unpunished.
        String behind = acceptedCount % 2 == 0 ? "" : "9 .";
        byte[] bytes = ("AT 0" + line + behind).getBytes(ISO_8859_1);
        Optional<Reference.At> reference = Reference.at(line);
        boolean accepted = read.read(bytes, 4, line.length());
        if (accepted != reference.isPresent()) {
            assertEquals(reference.isPresent(), accepted, SEEDED + line + ", from " + original);
        }
        if (reference.isEmpty()) {
            refusedCount++;
            return false;
        }
        acceptedCount++;
        Reference.At expected = reference.get();
        assertEquals(
                expected.origin() + " " + expected.id() + " " + expected.coordinates(),
                fields(read),
                line);
        assertEquals(expected.time(), time(read.seconds(), read.nanos()), line);
        assertEquals(expected.receipt(), time(read.receiptSeconds(), read.receiptNanos()), line);
        return true;
    }

    private static String fields(AtLine at) {
        return text(at, at.originOffset(), at.originLength())
                + " "
                + text(at, at.idOffset(), at.idLength())
                + " "
                + text(at, at.coordinatesOffset(), at.coordinatesLength());
    }

    private static BigDecimal time(long seconds, int nanos) {
        return BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(nanos, 9));
    }

    private static String text(AtLine at, int offset, int length) {
        return new String(at.bytes(), offset, length, ISO_8859_1);
    }
}
