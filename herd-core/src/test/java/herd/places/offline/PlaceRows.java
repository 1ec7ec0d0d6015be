package herd.places.offline;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Small data sets, written as rows. */
final class PlaceRows {

    /** What messages call the file. */
    static final String FILE = "test.tsv";

    private PlaceRows() {}

    /** A row of the data. */
    static String row(
            String id, String type, String name, double latitude, double longitude, int people) {
        return String.format(
                Locale.ROOT,
                "%s\t%s\t%s\t%.5f\t%.5f\tXX\t%d",
                id,
                type,
                name,
                latitude,
                longitude,
                people);
    }

    /** A whole file of these rows. */
    static byte[] file(List<String> rows) {
        StringBuilder text = new StringBuilder(PlaceFile.HEADER).append('\n');
        rows.forEach(row -> text.append(row).append('\n'));
        text.append(PlaceFile.LAST_LINE).append(rows.size()).append('\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static PlaceTable table(List<String> rows) {
        try {
            return PlaceFile.read(FILE, file(rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OfflinePlaces places(String... rows) {
        try {
            return OfflinePlaces.read(FILE, new ByteArrayInputStream(file(List.of(rows))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
