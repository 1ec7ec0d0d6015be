package herd.places.offline;

import java.nio.charset.StandardCharsets;

/** What a place is: the closed set of words in the data's second column. */
enum PlaceKind {
    /** A city, town or village. */
    LOCALITY("locality", "\"locality\", \"political\""),
    /** A part of a city that has a name of its own. */
    NEIGHBORHOOD("neighborhood", "\"neighborhood\", \"political\""),
    /** An airport, medium or large. */
    AIRPORT("airport", "\"airport\", \"point_of_interest\", \"establishment\"");

    private final byte[] word;
    private final byte[] types;

    PlaceKind(String word, String types) {
        this.word = word.getBytes(StandardCharsets.US_ASCII);
        this.types = types.getBytes(StandardCharsets.US_ASCII);
    }

    /** The word for it in the data. */
    byte[] word() {
        return word;
    }

    /** What a Nearby Search lists as {@code types} of such a place: the inside of a JSON array. */
    byte[] types() {
        return types;
    }
}
