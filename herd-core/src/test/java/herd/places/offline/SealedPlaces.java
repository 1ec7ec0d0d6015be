package herd.places.offline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the data file of the offline places from bare rows: checks them as a server will, and that no
 * ID is there twice, and puts their number at the end. The rows stay as they are, in their order, so
 * the same rows always make the same file. The rows may also be a file that was made before.
 *
 * <p>After a change to the data, from the top of the project:
 *
 * <pre>
 * mvn -q -pl herd-core test-compile
 * java -cp herd-core/target/classes:herd-core/target/test-classes herd.places.offline.SealedPlaces \
 *     places.tsv herd-core/src/main/resources/herd/places/offline/places.tsv
 * </pre>
 *
 * <p>The rows are UTF-8 with these columns, split by tabs, after a first line that names them: id
 * ({@code geonames:} and the GeoNames number, or {@code ourairports:} and the airport's identifier),
 * type ({@code locality}, {@code neighborhood} or {@code airport}), name, latitude and longitude in
 * degrees with five decimals, the country's two letters, population (0 for an airport).
 */
final class SealedPlaces {

    private SealedPlaces() {}

    /** Makes the second file from the first. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("usage: SealedPlaces ROWS.tsv PLACES.tsv");
        }
        byte[] sealed = of(Files.readAllBytes(Path.of(args[0])));
        PlaceTable table = PlaceFile.read(args[0], sealed);
        requireDistinctIds(table);
        Files.write(Path.of(args[1]), sealed);
        System.out.println(table.size() + " places");
    }

    /** The rows with their number at the end; a number that is there already is replaced. */
    static byte[] of(byte[] rows) {
        String text = new String(rows, StandardCharsets.ISO_8859_1);
        List<String> lines =
                text.lines().filter(line -> !line.startsWith(PlaceFile.LAST_LINE)).toList();
        String sealed =
                String.join("\n", lines) + "\n" + PlaceFile.LAST_LINE + (lines.size() - 1) + "\n";
        return sealed.getBytes(StandardCharsets.ISO_8859_1);
    }

    static void requireDistinctIds(PlaceTable table) throws IOException {
        Set<String> ids = new HashSet<>();
        for (int place = 0; place < table.size(); place++) {
            String id = PlaceText.id(table, place);
            if (!ids.add(id)) {
                throw new IOException("there twice: " + id);
            }
        }
    }
}
