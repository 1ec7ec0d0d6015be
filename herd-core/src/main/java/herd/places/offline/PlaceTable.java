package herd.places.offline;

import java.util.Arrays;

/**
 * All places, column by column: a few arrays rather than an object a place, which would cost four
 * times the memory and would all have to be made before the first answer.
 *
 * <p><b>Units.</b> Coordinates are whole hundred-thousandths of a degree, exactly as in the data.
 *
 * <p><b>Threading.</b> Filled by one thread; immutable from then on, for any thread to read.
 */
final class PlaceTable {

    /** Coordinates have five decimals. */
    static final int PER_DEGREE = 100_000;

    /** The longest ID that can be kept: its length is a byte. */
    static final int MAX_ID_BYTES = 127;

    /** The length of a country code. */
    static final int COUNTRY_BYTES = 2;

    private static final PlaceKind[] KINDS = PlaceKind.values();

    private final int[] latitudes;
    private final int[] longitudes;
    private final int[] people;
    private final byte[] kinds;
    private final byte[] idLengths;

    /** Where the text of each place begins, and at last where the text ends. */
    private final int[] texts;

    /** Of each place, with nothing between: country, ID, name. */
    private byte[] text;

    private int size;

    /**
     * Makes an empty table.
     *
     * @param places how many will be added
     * @param textBytes no fewer than all their countries, IDs and names have together
     */
    PlaceTable(int places, int textBytes) {
        latitudes = new int[places];
        longitudes = new int[places];
        people = new int[places];
        kinds = new byte[places];
        idLengths = new byte[places];
        texts = new int[places + 1];
        text = new byte[textBytes];
    }

    /** Adds a place but for its text, which {@link #addText} adds. */
    void add(PlaceKind kind, int latitude, int longitude, int population) {
        latitudes[size] = latitude;
        longitudes[size] = longitude;
        people[size] = population;
        kinds[size] = (byte) kind.ordinal();
    }

    /** Adds the text of the place added last: a country code, an ID and a name in one array. */
    void addText(byte[] bytes, int country, int id, int idLength, int name, int nameLength) {
        int at = texts[size];
        System.arraycopy(bytes, country, text, at, COUNTRY_BYTES);
        at += COUNTRY_BYTES;
        System.arraycopy(bytes, id, text, at, idLength);
        at += idLength;
        System.arraycopy(bytes, name, text, at, nameLength);
        idLengths[size] = (byte) idLength;
        size++;
        texts[size] = at + nameLength;
    }

    /** Gives back the room for text that was not needed. */
    void trim() {
        text = Arrays.copyOf(text, texts[size]);
    }

    int size() {
        return size;
    }

    /** North is positive. */
    int latitude(int place) {
        return latitudes[place];
    }

    /** East is positive. */
    int longitude(int place) {
        return longitudes[place];
    }

    /** How many people live there; 0 where the data does not say, as of every airport. */
    int people(int place) {
        return people[place];
    }

    PlaceKind kind(int place) {
        return KINDS[kinds[place]];
    }

    /** The array that the text of all places is in, UTF-8: not to be changed. */
    byte[] text() {
        return text;
    }

    int countryOffset(int place) {
        return texts[place];
    }

    int idOffset(int place) {
        return texts[place] + COUNTRY_BYTES;
    }

    int idLength(int place) {
        return idLengths[place];
    }

    int nameOffset(int place) {
        return idOffset(place) + idLengths[place];
    }

    int nameLength(int place) {
        return texts[place + 1] - nameOffset(place);
    }

    /** Compares the IDs of two places, byte by byte. */
    int compareIds(int place, int other) {
        int one = idOffset(place);
        int two = idOffset(other);
        return Arrays.compareUnsigned(
                text, one, one + idLengths[place], text, two, two + idLengths[other]);
    }
}
