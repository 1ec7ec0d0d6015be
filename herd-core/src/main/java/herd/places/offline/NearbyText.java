package herd.places.offline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

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

    private static final int TYPICAL_BYTES = 8 * 1024;
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[] CREDIT_BYTES = ascii(CREDIT);

    private static final byte[] BEGINNING = ascii("{\n   \"html_attributions\" : [\n      \"");
    private static final byte[] RESULTS = ascii("\"\n   ],\n   \"results\" : [");
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

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(TYPICAL_BYTES);
    private final PlaceTable table;

    private NearbyText(PlaceTable table) {
        this.table = table;
    }

    /** Writes the answer that has these places in this order. */
    static byte[] of(PlaceTable table, int[] places) {
        return new NearbyText(table).write(places);
    }

    private byte[] write(int[] places) {
        out.writeBytes(BEGINNING);
        writeEscaped(CREDIT_BYTES, 0, CREDIT_BYTES.length);
        out.writeBytes(RESULTS);
        for (int i = 0; i < places.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            writePlace(places[i]);
        }
        if (places.length > 0) {
            out.writeBytes(RESULTS_END);
        }
        out.writeBytes(places.length > 0 ? SOME : NONE);
        return out.toByteArray();
    }

    private void writePlace(int place) {
        byte[] text = table.text();
        out.writeBytes(LATITUDE);
        writeDegrees(table.latitude(place));
        out.writeBytes(LONGITUDE);
        writeDegrees(table.longitude(place));
        out.writeBytes(NAME);
        writeEscaped(text, table.nameOffset(place), table.nameLength(place));
        out.writeBytes(ID);
        writeEscaped(text, table.idOffset(place), table.idLength(place));
        out.writeBytes(TYPES);
        out.writeBytes(table.kind(place).types());
        out.writeBytes(VICINITY);
        writeEscaped(text, table.countryOffset(place), PlaceTable.COUNTRY_BYTES);
        out.writeBytes(PLACE_END);
    }

    /** Writes a coordinate without needless zeros, but with one decimal at least. */
    private void writeDegrees(int degrees) {
        int whole = Math.abs(degrees) / PlaceTable.PER_DEGREE;
        int fraction = Math.abs(degrees) % PlaceTable.PER_DEGREE;
        if (degrees < 0) {
            out.write('-');
        }
        out.writeBytes(ascii(Integer.toString(whole)));
        out.write('.');
        int unit = PlaceTable.PER_DEGREE;
        do {
            unit /= 10;
            out.write('0' + fraction / unit);
            fraction %= unit;
        } while (fraction > 0);
    }

    private void writeEscaped(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (b == '"' || b == '\\') {
                out.write('\\');
                out.write(b);
            } else if (b == '<' || b == '>' || b == '&' || b >= 0 && b < ' ' || b == 0x7f) {
                writeUnicodeEscape(b);
            } else {
                out.write(b);
            }
        }
    }

    private void writeUnicodeEscape(byte b) {
        out.write('\\');
        out.write('u');
        out.write('0');
        out.write('0');
        out.write(HEX[b >> 4]);
        out.write(HEX[b & 0xf]);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
