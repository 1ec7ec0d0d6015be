package herd.places;

import java.nio.charset.StandardCharsets;

/**
 * What is asked of a places service: what is near this point? The three numbers are kept as decimal
 * text, fit for a URL or a JSON document as they stand: digits with at most one point between them
 * and at most nine behind it, a {@code -} in front where it is needed, no needless zeros in front.
 * Two queries with the same text are equal, which is what lets look-ups that overlap share one
 * request.
 *
 * <p><b>Why.</b> Text, because a client's digits must reach the service as they are: a double printed
 * again could say {@code 1.0E-5}.
 *
 * @param latitude in degrees, -90 … 90
 * @param longitude in degrees, -180 … 180
 * @param radiusMetres 0 … 50000
 */
public record PlacesQuery(String latitude, String longitude, String radiusMetres) {

    /** Checks the form and the range of all three. */
    public PlacesQuery {
        check("latitude", latitude, -90, 90);
        check("longitude", longitude, -180, 180);
        check("radiusMetres", radiusMetres, 0, 50_000);
    }

    /**
     * Reads a query from a client's own bytes, by cutting text: digits past the ninth behind the
     * point are dropped, however many there are.
     *
     * @param coordinates two signed decimal numbers run together, {@code +34.068930-118.445127}
     * @param radiusKm an unsigned decimal number, {@code 0.5}
     * @throws IllegalArgumentException if the bytes are none of that, or out of range
     */
    public static PlacesQuery read(
            byte[] coordinates,
            int coordinatesOffset,
            int coordinatesLength,
            byte[] radiusKm,
            int radiusOffset,
            int radiusLength) {
        int end = coordinatesOffset + coordinatesLength;
        int second = secondSign(coordinates, coordinatesOffset, end);
        return new PlacesQuery(
                DecimalText.plain(coordinates, coordinatesOffset, second),
                DecimalText.plain(coordinates, second, end),
                DecimalText.timesThousand(radiusKm, radiusOffset, radiusOffset + radiusLength));
    }

    /** Reads a query from text as a client would send it: for programs and tests. */
    public static PlacesQuery of(String coordinates, String radiusKm) {
        byte[] place = coordinates.getBytes(StandardCharsets.ISO_8859_1);
        byte[] radius = radiusKm.getBytes(StandardCharsets.ISO_8859_1);
        return read(place, 0, place.length, radius, 0, radius.length);
    }

    /** The latitude as a number, for services that reckon themselves. */
    public double latitudeDegrees() {
        return Double.parseDouble(latitude);
    }

    /** The longitude as a number. */
    public double longitudeDegrees() {
        return Double.parseDouble(longitude);
    }

    /** The radius as a number, in metres. */
    public double metres() {
        return Double.parseDouble(radiusMetres);
    }

    private static int secondSign(byte[] bytes, int offset, int end) {
        for (int i = offset + 1; i < end; i++) {
            if (bytes[i] == '+' || bytes[i] == '-') {
                return i;
            }
        }
        throw new IllegalArgumentException("no second coordinate");
    }

    private static void check(String name, String number, int least, int most) {
        if (!isDecimal(number)) {
            throw new IllegalArgumentException(name + " is not a plain number: " + number);
        }
        double value = Double.parseDouble(number);
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is out of range: " + number);
        }
    }

    private static boolean isDecimal(String number) {
        int digits = number.startsWith("-") ? 1 : 0;
        int point = number.indexOf('.');
        int wholeEnd = point < 0 ? number.length() : point;
        return areDigits(number, digits, wholeEnd)
                && (point < 0 || areDigits(number, point + 1, number.length()));
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }
}
