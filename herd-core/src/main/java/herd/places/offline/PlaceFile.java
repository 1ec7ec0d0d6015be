package herd.places.offline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the data file, strictly: a file is a line of column names, a row a place, and a last line
 * that says how many rows there are.
 *
 * <pre>
 * # id TAB type TAB name TAB latitude TAB longitude TAB country TAB population
 * geonames:5368361 TAB locality TAB Los Angeles TAB 34.05223 TAB -118.24368 TAB US TAB 3898747
 * # rows TAB 1
 * </pre>
 *
 * <p><b>Errors.</b> A row that is not as it must be fails the whole file, with an {@link IOException}
 * that names the file, the line and the row's ID: a place that is missing without a word would be
 * looked for in vain.
 *
 * <p><b>Why.</b> Bytes, because the rows are read by a JVM that has just started and has compiled
 * nothing yet: splitting three megabytes into strings would take it most of a second.
 */
final class PlaceFile {

    /** The first line. */
    static final String HEADER = "# id\ttype\tname\tlatitude\tlongitude\tcountry\tpopulation";

    /** What the last line begins with; the number of rows follows. */
    static final String LAST_LINE = "# rows\t";

    private static final PlaceKind[] KINDS = PlaceKind.values();

    private static final int COLUMNS = 7;
    private static final int ID = 0;
    private static final int TYPE = 1;
    private static final int NAME = 2;
    private static final int LATITUDE = 3;
    private static final int LONGITUDE = 4;
    private static final int COUNTRY = 5;
    private static final int POPULATION = 6;

    private static final int DECIMALS = 5;
    private static final int MAX_WHOLE_DIGITS = 3;
    private static final int MAX_LATITUDE = 90 * PlaceTable.PER_DEGREE;
    private static final int MAX_LONGITUDE = 180 * PlaceTable.PER_DEGREE;
    private static final int MAX_POPULATION_DIGITS = 9;

    /** Longer than any name in the data; room for one decoded name is kept. */
    private static final int MAX_NAME_BYTES = 1024;

    private static final int MAX_QUOTED_BYTES = 80;
    private static final int NO_NUMBER = Integer.MIN_VALUE;

    private final String fileName;
    private final byte[] bytes;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer decoded = CharBuffer.allocate(MAX_NAME_BYTES);

    /** Where the columns of the row at hand begin; one past its end is last, as if a tab were there. */
    private final int[] columns = new int[COLUMNS + 1];

    private int line;

    private PlaceFile(String fileName, byte[] bytes) {
        this.fileName = fileName;
        this.bytes = bytes;
    }

    /**
     * Reads a file.
     *
     * @param fileName what messages call it
     */
    static PlaceTable read(String fileName, byte[] bytes) throws IOException {
        return new PlaceFile(fileName, bytes).read();
    }

    private PlaceTable read() throws IOException {
        int end = lastLine();
        int rows = rowsPromised(end);
        int at = afterHeader();
        PlaceTable table = new PlaceTable(rows, end - at);
        while (at < end) {
            if (table.size() == rows) {
                throw wrongCount(rows, "more");
            }
            line++;
            split(at, end);
            addRow(table);
            at = columns[COLUMNS];
        }
        if (table.size() < rows) {
            throw wrongCount(rows, "only " + table.size());
        }
        table.trim();
        return table;
    }

    /** Where the last line begins; the file is whole only if it is the one that counts the rows. */
    private int lastLine() throws IOException {
        int last = bytes.length - 1;
        while (last > 0 && bytes[last - 1] != '\n') {
            last--;
        }
        boolean ends = bytes.length > 0 && bytes[bytes.length - 1] == '\n';
        if (!ends || !startsWith(last, LAST_LINE)) {
            throw new IOException(
                    fileName + ": cut short: its last line is not \"" + LAST_LINE.strip() + " …\"");
        }
        return last;
    }

    private int rowsPromised(int lastLine) throws IOException {
        int rows = count(lastLine + LAST_LINE.length(), bytes.length - 1);
        // A row has seven columns, so that this many bytes cannot be rows: it is no reason to ask
        // for memory.
        if (rows == NO_NUMBER || rows > bytes.length / COLUMNS) {
            throw new IOException(
                    fileName + ": no such number of rows: " + quoted(lastLine, bytes.length - 1));
        }
        return rows;
    }

    private int afterHeader() throws IOException {
        line = 1;
        if (!startsWith(0, HEADER + "\n")) {
            throw new IOException(
                    fileName + ", line 1: these are not the columns that are expected");
        }
        return HEADER.length() + 1;
    }

    /** Finds the columns of the row that begins here. */
    private void split(int start, int end) throws IOException {
        int column = 0;
        columns[0] = start;
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b == '\t' || b == '\n') {
                column++;
                if (column <= COLUMNS) {
                    columns[column] = i + 1;
                }
                if (b == '\n') {
                    break;
                }
            }
        }
        if (column != COLUMNS) {
            int rowEnd = start;
            while (bytes[rowEnd] != '\n') {
                rowEnd++;
            }
            throw new IOException(
                    here()
                            + ": "
                            + column
                            + " columns, not "
                            + COLUMNS
                            + ": "
                            + quoted(start, rowEnd));
        }
    }

    private void addRow(PlaceTable table) throws IOException {
        requireId();
        requireName();
        requireCountry();
        table.add(
                kind(),
                degrees(LATITUDE, MAX_LATITUDE, "latitude"),
                degrees(LONGITUDE, MAX_LONGITUDE, "longitude"),
                population());
        table.addText(
                bytes, columns[COUNTRY], columns[ID], length(ID), columns[NAME], length(NAME));
    }

    private void requireId() throws IOException {
        boolean good = length(ID) > 0 && length(ID) <= PlaceTable.MAX_ID_BYTES;
        for (int i = columns[ID]; i < end(ID); i++) {
            good &= bytes[i] > ' ' && bytes[i] < 0x7f;
        }
        if (!good) {
            throw broken(ID, "not an id");
        }
    }

    private void requireName() throws IOException {
        if (length(NAME) == 0 || length(NAME) > MAX_NAME_BYTES) {
            throw broken(NAME, "not a name");
        }
        int ored = 0;
        for (int i = columns[NAME]; i < end(NAME); i++) {
            ored |= bytes[i];
        }
        if (ored < 0 && !isUtf8(columns[NAME], length(NAME))) {
            throw broken(NAME, "not a name in UTF-8");
        }
    }

    private boolean isUtf8(int offset, int length) {
        decoded.clear();
        return !utf8.reset()
                .decode(ByteBuffer.wrap(bytes, offset, length), decoded, true)
                .isError();
    }

    private void requireCountry() throws IOException {
        boolean good = length(COUNTRY) == PlaceTable.COUNTRY_BYTES;
        for (int i = columns[COUNTRY]; i < end(COUNTRY); i++) {
            good &= bytes[i] >= 'A' && bytes[i] <= 'Z';
        }
        if (!good) {
            throw broken(COUNTRY, "not a country");
        }
    }

    private PlaceKind kind() throws IOException {
        for (PlaceKind kind : KINDS) {
            byte[] word = kind.word();
            if (Arrays.equals(word, 0, word.length, bytes, columns[TYPE], end(TYPE))) {
                return kind;
            }
        }
        throw broken(TYPE, "not a type");
    }

    /** Reads a number with exactly five decimals. */
    private int degrees(int column, int most, String what) throws IOException {
        int start = columns[column];
        int end = end(column);
        int from = start < end && bytes[start] == '-' ? start + 1 : start;
        int point = end - 1 - DECIMALS;
        int value = NO_NUMBER;
        if (point > from && point - from <= MAX_WHOLE_DIGITS && bytes[point] == '.') {
            int whole = digits(from, point);
            int fraction = digits(point + 1, end);
            if (whole >= 0 && fraction >= 0) {
                value = whole * PlaceTable.PER_DEGREE + fraction;
            }
        }
        if (value == NO_NUMBER || value > most) {
            throw broken(column, "not a " + what + " with five decimals");
        }
        return from > start ? -value : value;
    }

    private int population() throws IOException {
        int people = count(columns[POPULATION], end(POPULATION));
        if (people == NO_NUMBER) {
            throw broken(POPULATION, "not a population");
        }
        return people;
    }

    private int count(int from, int to) {
        boolean fits = from < to && to - from <= MAX_POPULATION_DIGITS;
        return fits ? digits(from, to) : NO_NUMBER;
    }

    private int digits(int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return NO_NUMBER;
            }
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }

    private int end(int column) {
        return columns[column + 1] - 1;
    }

    private int length(int column) {
        return end(column) - columns[column];
    }

    private boolean startsWith(int offset, String text) {
        byte[] start = text.getBytes(StandardCharsets.US_ASCII);
        int end = offset + start.length;
        return end <= bytes.length && Arrays.equals(bytes, offset, end, start, 0, start.length);
    }

    private IOException wrongCount(int promised, String found) {
        return new IOException(
                fileName + ": " + promised + " rows are promised, but there are " + found);
    }

    private IOException broken(int column, String what) {
        String id = quoted(columns[ID], end(ID));
        String value = quoted(columns[column], end(column));
        return new IOException(here() + " (" + id + "): " + what + ": \"" + value + "\"");
    }

    private String here() {
        return fileName + ", line " + line;
    }

    private String quoted(int from, int to) {
        int length = Math.min(to - from, MAX_QUOTED_BYTES);
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
