package herd.places.offline;

import java.nio.charset.StandardCharsets;

/** The text columns of a table, as strings: for tests, which have the time. */
final class PlaceText {

    private PlaceText() {}

    static String id(PlaceTable table, int place) {
        return utf8(table, table.idOffset(place), table.idLength(place));
    }

    static String name(PlaceTable table, int place) {
        return utf8(table, table.nameOffset(place), table.nameLength(place));
    }

    static String country(PlaceTable table, int place) {
        return utf8(table, table.countryOffset(place), PlaceTable.COUNTRY_BYTES);
    }

    private static String utf8(PlaceTable table, int offset, int length) {
        return new String(table.text(), offset, length, StandardCharsets.UTF_8);
    }
}
