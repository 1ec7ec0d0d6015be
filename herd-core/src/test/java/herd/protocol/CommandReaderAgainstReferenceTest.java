package herd.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.protocol.CommandReader.Kind;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandReaderAgainstReferenceTest {

    private static final long SEED = 20180302;
    private static final int LINES = 1_000_000;

    private final RandomLines lines = new RandomLines(SEED);
    private final CommandReader reader = new CommandReader();
    private final Map<Kind, Integer> seen = new EnumMap<>(Kind.class);

    /** The line lies somewhere among other bytes that must not be looked at. */
    private final byte[] around = new byte[1024];

    @Test
    void readsAMillionLinesAsTheReferenceDoes() {
        for (int i = 0; i < LINES; i++) {
            readsAsTheReferenceDoes(lines.next());
        }
        for (Kind kind : Kind.values()) {
            assertTrue(seen.getOrDefault(kind, 0) > LINES / 2000, "hardly tried: " + seen);
        }
    }

    /** Lines of the shape that is read eight bytes at a time, and all that are one byte away from it. */
    @Test
    void readsEveryNeighbourOfAUsualLineAsTheReferenceDoes() {
        String start = "IAMAT kiwi.cs.ucla.edu ";
        for (String place :
                new String[] {"+34.068930-118.445127", "-90.0+180.0", "+8.5-9.000000"}) {
            for (String time : new String[] {"1520023934.918963997", "1520023934.91896399", "1."}) {
                String line = start + place + ' ' + time;
                RandomLines.neighbours(line, this::readsAsTheReferenceDoes);
            }
        }
        assertTrue(seen.get(Kind.IAMAT) > 10_000, "hardly tried: " + seen);
        assertTrue(seen.get(Kind.INVALID) > 10_000, "hardly tried: " + seen);
    }

    /** As many digits as fit into eight bytes, one more, and so on. */
    @Test
    void readsNumbersOfEveryLengthAsTheReferenceDoes() {
        for (String digit : new String[] {"0", "1", "9"}) {
            for (int count = 0; count < 30; count++) {
                String digits = digit.repeat(count);
                String time = " 1520023934.918963997";
                readsAsTheReferenceDoes("IAMAT k +" + digits + ".5-1.0" + time);
                readsAsTheReferenceDoes("IAMAT k +1.0-" + digits + ".5" + time);
                readsAsTheReferenceDoes("IAMAT k +1." + digits + "-1.5" + time);
                readsAsTheReferenceDoes("IAMAT k +1.0-1." + digits + time);
                readsAsTheReferenceDoes("IAMAT k +1.0-1.0 " + digits + ".5");
                readsAsTheReferenceDoes("IAMAT k +1.0-1.0 1520023934." + digits);
                readsAsTheReferenceDoes("IAMAT " + digits + " +1.0-1.0 1");
            }
        }
    }

    private void readsAsTheReferenceDoes(String line) {
        int offset = lie(line);
        Kind kind = reader.read(around, offset, line.length());
        Reference.Command expected = Reference.command(line);
        if (kind != expected.kind() || !fields(kind).equals(fields(expected))) {
            assertEquals(expected, kind + fields(kind), "seed " + SEED + ", line: " + line);
        }
        seen.merge(kind, 1, Integer::sum);
    }

    /** Puts the line down among what is left of earlier ones, or at the very end of the array. */
    private int lie(String line) {
        byte[] bytes = line.getBytes(ISO_8859_1);
        int offset = bytes.length % 2 == 0 ? bytes.length % 16 : around.length - bytes.length;
        System.arraycopy(bytes, 0, around, offset, bytes.length);
        return offset;
    }

    private String fields(Kind kind) {
        return switch (kind) {
            case IAMAT ->
                    text(reader.idOffset(), reader.idLength())
                            + text(reader.coordinatesOffset(), reader.coordinatesLength())
                            + text(reader.timeOffset(), reader.timeLength());
            case WHATSAT ->
                    text(reader.idOffset(), reader.idLength())
                            + text(reader.radiusOffset(), reader.radiusLength())
                            + " "
                            + reader.bound();
            case BLANK, INVALID -> "";
        };
    }

    private static String fields(Reference.Command command) {
        return switch (command.kind()) {
            case IAMAT -> " " + command.id() + " " + command.third() + " " + command.fourth();
            case WHATSAT ->
                    " "
                            + command.id()
                            + " "
                            + command.third()
                            + " "
                            + new BigInteger(command.fourth());
            case BLANK, INVALID -> "";
        };
    }

    private String text(int offset, int length) {
        return " " + new String(reader.bytes(), offset, length, ISO_8859_1);
    }
}
