package herd.places.offline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the answer to a Nearby Search as the classic service does: three blanks per level, a blank
 * on both sides of each colon, keys in alphabetical order, {@code <}, {@code >} and {@code &} of
 * strings as escapes. It has those fields of a place that are known, and no others.
 *
 * <p><b>Threading.</b> One thread, for one answer.
 */
final class NearbyText {

    /**
     * The credit that the licence of GeoNames asks for. It stands in every answer, since also that
     * there is nothing near is said by their data.
     */
    static final String CREDIT =
            "Places from <a href=\"https://www.geonames.org/\">GeoNames</a>"
                    + " (<a href=\"https://creativecommons.org/licenses/by/4.0/\">CC BY 4.0</a>,"
                    + " a selection), airports from"
                    + " <a href=\"https://ourairports.com/\">OurAirports</a>";

    /** Most places take less, and what they leave does for those that take more. */
    private static final int BYTES_PER_PLACE = 320;

    private static final int BYTES_BESIDES = 512;

    private static final byte[] HEX = ascii("0123456789abcdef");

    private static final byte[] LATITUDE =
            ascii(
                    "\n      {\n         \"geometry\" : {\n            \"location\" : {\n"
                            + "               \"lat\" : ");
    private static final byte[] LONGITUDE = ascii(",\n               \"lng\" : ");
    private static final byte[] NAME =
            ascii("\n            }\n         },\n         \"name\" : \"");
    private static final byte[] ID = ascii("\",\n         \"place_id\" : \"");
    private static final byte[] TYPES = ascii("\",\n         \"types\" : [ ");
    private static final byte[] VICINITY = ascii(" ],\n         \"vicinity\" : \"");
    private static final byte[] PLACE_END = ascii("\"\n      }");
    private static final byte[] RESULTS_END = ascii("\n   ");
    private static final byte[] SOME = ascii("],\n   \"status\" : \"OK\"\n}\n");
    private static final byte[] NONE = ascii("],\n   \"status\" : \"ZERO_RESULTS\"\n}\n");

    /** All that comes before the first place; below HEX, which its escapes are made of. */
    private static final byte[] BEGINNING = beginning();

    private byte[] out;
    private int length;

    private NearbyText(int bytes) {
        out = new byte[bytes];
    }

    /** Writes the answer that has these places in this order. */
    static byte[] of(PlaceTable table, int[] places) {
        NearbyText text = new NearbyText(BYTES_BESIDES + places.length * BYTES_PER_PLACE);
        text.write(BEGINNING);
        for (int i = 0; i < places.length; i++) {
            if (i > 0) {
                text.write(',');
            }
            text.writePlace(table, places[i]);
        }
        if (places.length > 0) {
            text.write(RESULTS_END);
        }
        text.write(places.length > 0 ? SOME : NONE);
        return text.bytes();
    }

    private static byte[] beginning() {
        NearbyText text = new NearbyText(BYTES_BESIDES);
        text.write(ascii("{\n   \"html_attributions\" : [\n      \""));
        byte[] credit = ascii(CREDIT);
        text.writeEscaped(credit, 0, credit.length);
        text.write(ascii("\"\n   ],\n   \"results\" : ["));
        return text.bytes();
    }

    private void writePlace(PlaceTable table, int place) {
        byte[] text = table.text();
        write(LATITUDE);
        writeDegrees(table.latitude(place));
        write(LONGITUDE);
        writeDegrees(table.longitude(place));
        write(NAME);
        writeEscaped(text, table.nameOffset(place), table.nameLength(place));
        write(ID);
        writeEscaped(text, table.idOffset(place), table.idLength(place));
        write(TYPES);
        write(table.kind(place).types());
        write(VICINITY);
        writeEscaped(text, table.countryOffset(place), PlaceTable.COUNTRY_BYTES);
        write(PLACE_END);
    }

    /** Writes a coordinate without needless zeros, but with one decimal at least. */
    private void writeDegrees(int degrees) {
        int whole = Math.abs(degrees) / PlaceTable.PER_DEGREE;
        int fraction = Math.abs(degrees) % PlaceTable.PER_DEGREE;
        if (degrees < 0) {
            write('-');
        }
        write(ascii(Integer.toString(whole)));
        write('.');
        int unit = PlaceTable.PER_DEGREE;
        do {
            unit /= 10;
            write('0' + fraction / unit);
            fraction %= unit;
        } while (fraction > 0);
    }

    private void writeEscaped(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (b == '"' || b == '\\') {
                write('\\');
                write(b);
            } else if (b == '<' || b == '>' || b == '&' || b >= 0 && b < ' ' || b == 0x7f) {
                writeUnicodeEscape(b);
            } else {
                write(b);
            }
        }
    }

    private void writeUnicodeEscape(byte b) {
        write('\\');
        write('u');
        write('0');
        write('0');
        write(HEX[b >> 4]);
        write(HEX[b & 0xf]);
    }

    private void write(byte[] bytes) {
        makeRoom(bytes.length);
        System.arraycopy(bytes, 0, out, length, bytes.length);
        length += bytes.length;
    }

    private void write(int b) {
        makeRoom(1);
        out[length++] = (byte) b;
    }

    private void makeRoom(int bytes) {
        if (length + bytes > out.length) {
            out = Arrays.copyOf(out, Math.max(length + bytes, 2 * out.length));
        }
    }

    private byte[] bytes() {
        return Arrays.copyOf(out, length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
