package herd.testkit.parts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import herd.line.LineReader;
import herd.line.LineSink;
import herd.protocol.AtLine;
import herd.protocol.CommandReader;
import herd.protocol.CommandReader.Kind;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The parts that read and spell lines: of many clients in many places, since a processor foresees
 * what repeats itself, and a benchmark of one line flatters.
 */
final class LineParts {

    private static final int LINES = 4096;
    private static final long NOON_NANOS = 1_520_023_934_000_000_000L;
    private static final byte[] HILL = "Hill".getBytes(ISO_8859_1);
    private static final String[] SERVERS = {"Hill", "Jaquez", "Smith", "Campbell", "Singleton"};

    private static final String IAMAT = "IAMAT %2$s %3$s 1520023934.%4$09d";
    private static final String WHATSAT = "WHATSAT %2$s 10 5";
    private static final String BROKEN = "IAMAT %2$s %3$s 1520023934,%4$09d";
    private static final String AT = "AT %1$s +0.%4$09d %2$s %3$s 1520023934.%4$09d";

    private final CommandReader reader = new CommandReader();
    private final AtLine at = new AtLine();
    private final Counter counter = new Counter();

    /** Some lines, each ended by a line end, and where they begin; the last start is the end. */
    private record Lines(byte[] bytes, int[] starts) {
        int length(int line) {
            return starts[line + 1] - 1 - starts[line];
        }
    }

    /** Adds up what it is handed. */
    private static final class Counter implements LineSink {
        private long bytes;

        @Override
        public boolean line(byte[] line, int offset, int length) {
            bytes += length;
            return true;
        }

        @Override
        public boolean piece(byte[] line, int offset, int length, boolean begins, boolean ends) {
            throw new IllegalStateException("no line is so long");
        }
    }

    /** Copying a line of a client: the least that can be done with it. */
    static Part control() {
        Lines lines = lines(IAMAT);
        byte[] copy = new byte[lines.bytes.length];
        return Part.of("copy a line", LINES, () -> copyAll(lines, copy));
    }

    /** All of them. */
    List<Part> all() {
        Lines iamats = lines(IAMAT);
        Lines whatsats = lines(WHATSAT);
        Lines broken = lines(BROKEN);
        Lines records = lines(AT);
        LineReader cutter = new LineReader(iamats.bytes.length);
        return List.of(
                Part.of("cut into lines", LINES, () -> cutAll(iamats, cutter)),
                Part.of("read IAMAT", LINES, () -> readAll(iamats, Kind.IAMAT)),
                Part.of("read WHATSAT", LINES, () -> readAll(whatsats, Kind.WHATSAT)),
                Part.of("read a broken line", LINES, () -> readAll(broken, Kind.INVALID)),
                Part.of("read IAMAT, compose AT", LINES, () -> composeAll(iamats)),
                Part.of("read AT", LINES, () -> readRecords(records)));
    }

    private static long copyAll(Lines lines, byte[] copy) {
        long sum = 0;
        for (int line = 0; line < LINES; line++) {
            int start = lines.starts[line];
            System.arraycopy(lines.bytes, start, copy, start, lines.length(line));
            sum += copy[start + line % 16];
        }
        return sum;
    }

    private long cutAll(Lines lines, LineReader cutter) {
        cutter.read(lines.bytes, 0, lines.bytes.length, counter);
        return counter.bytes;
    }

    private long readAll(Lines lines, Kind kind) {
        long sum = 0;
        for (int line = 0; line < LINES; line++) {
            read(lines, line, kind);
            sum += reader.idLength();
        }
        return sum;
    }

    private long composeAll(Lines lines) {
        long sum = 0;
        for (int line = 0; line < LINES; line++) {
            read(lines, line, Kind.IAMAT);
            at.compose(reader, HILL, NOON_NANOS + 997L * line);
            sum += at.length();
        }
        return sum;
    }

    private long readRecords(Lines lines) {
        long sum = 0;
        for (int line = 0; line < LINES; line++) {
            if (!at.read(lines.bytes, lines.starts[line], lines.length(line))) {
                throw new IllegalStateException("not read: " + at);
            }
            sum += at.receiptSeconds();
        }
        return sum;
    }

    private void read(Lines lines, int line, Kind kind) {
        Kind is = reader.read(lines.bytes, lines.starts[line], lines.length(line));
        if (is != kind) {
            throw new IllegalStateException("read as " + is + ", not as " + kind);
        }
    }

    /**
     * Makes lines.
     *
     * @param shape with a server, a client, a place and a number below 10^9 to put in
     */
    private static Lines lines(String shape) {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder();
        int[] starts = new int[LINES + 1];
        for (int i = 0; i < LINES; i++) {
            String server = SERVERS[random.nextInt(SERVERS.length)];
            String id = String.format(Locale.ROOT, "c%07d.cs.ucla.edu", random.nextInt(LINES));
            int below = random.nextInt(1_000_000_000);
            text.append(String.format(Locale.ROOT, shape, server, id, place(random), below));
            text.append('\n');
            starts[i + 1] = text.length();
        }
        return new Lines(text.toString().getBytes(ISO_8859_1), starts);
    }

    private static String place(SplittableRandom random) {
        double latitude = random.nextDouble(-90, 90);
        double longitude = random.nextDouble(-180, 180);
        return String.format(Locale.ROOT, "%+.6f%+.6f", latitude, longitude);
    }
}
