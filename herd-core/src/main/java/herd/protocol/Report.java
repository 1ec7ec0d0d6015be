package herd.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * What an AT line says, as a value: which server heard from which client, where that client was,
 * and when. Two reports are equal if their lines are, byte for byte.
 *
 * <p>Immutable. For programs that embed a server or talk to one; a server itself works on {@link
 * AtLine}.
 *
 * <p><b>Source.</b> PROTOCOL.md, Clients.
 */
public final class Report {

    private final byte[] line;
    private final AtLine parts = new AtLine();

    /**
     * Reads a report.
     *
     * @param atLine without a line end
     * @throws IllegalArgumentException if it is not an AT line that a server could have built
     */
    public Report(byte[] atLine) {
        line = atLine.clone();
        if (!parts.read(line, 0, line.length)) {
            throw new IllegalArgumentException("not an AT line: " + latin(0, line.length));
        }
    }

    /** Takes a copy of what a line that was built or read just now says. */
    public static Report of(AtLine atLine) {
        return new Report(
                Arrays.copyOfRange(
                        atLine.bytes(), atLine.offset(), atLine.offset() + atLine.length()));
    }

    /** The name of the server that heard from the client. */
    public String server() {
        return latin(parts.originOffset(), parts.originLength());
    }

    /** The server's clock when it heard from the client, minus the client's: exact. */
    public Duration difference() {
        return Duration.ofSeconds(parts.receiptSeconds(), parts.receiptNanos())
                .minusSeconds(parts.seconds())
                .minusNanos(parts.nanos());
    }

    /** The client's ID, read as UTF-8; what is not UTF-8 in it is shown as U+FFFD. */
    public String clientId() {
        return new String(line, parts.idOffset(), parts.idLength(), StandardCharsets.UTF_8);
    }

    /** The coordinates as the client sent them, such as {@code +34.068930-118.445127}. */
    public String coordinates() {
        return latin(parts.coordinatesOffset(), parts.coordinatesLength());
    }

    /** Degrees north, in [-90, 90], as near as a double comes. */
    public double latitude() {
        return Double.parseDouble(coordinates().substring(0, longitudeStart()));
    }

    /** Degrees east, in [-180, 180], as near as a double comes. */
    public double longitude() {
        return Double.parseDouble(coordinates().substring(longitudeStart()));
    }

    /** The client's time as it sent it: seconds since 1970, perhaps a point and more digits. */
    public String time() {
        int start = parts.coordinatesOffset() + parts.coordinatesLength() + 1;
        return latin(start, line.length - start);
    }

    /** The whole seconds of the client's time, in [0, 10^18). */
    public long timeSeconds() {
        return parts.seconds();
    }

    /** The nanoseconds of the client's time, in [0, 10^9). */
    public int timeNanos() {
        return parts.nanos();
    }

    /** The whole line, without a line end. */
    public byte[] line() {
        return line.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Report report && Arrays.equals(line, report.line);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(line);
    }

    /** The line, each byte as one character. */
    @Override
    public String toString() {
        return latin(0, line.length);
    }

    private int longitudeStart() {
        int start = parts.coordinatesOffset();
        int end = start + parts.coordinatesLength();
        return Decimals.longitudeStart(line, start, end) - start;
    }

    private String latin(int offset, int length) {
        return new String(line, offset, length, StandardCharsets.ISO_8859_1);
    }
}
