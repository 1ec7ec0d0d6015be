package herd.places.offline;

import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;

/** A table with the grid over it, and where each place is in space. */
record OfflineData(PlaceTable table, PlaceGrid grid, double[][] inSpace) {

    OfflineData(PlaceTable table) {
        this(table, new PlaceGrid(table), points(table));
    }

    /** The data in the jar. */
    static OfflineData load() throws IOException {
        return new OfflineData(PlaceFile.read("places.tsv", bytes()));
    }

    /** The bytes of the data in the jar. */
    static byte[] bytes() throws IOException {
        try (InputStream in = OfflinePlaces.class.getResourceAsStream("places.tsv")) {
            return in.readAllBytes();
        }
    }

    /** Whatever the grid finds, as a set; it may not find anything twice. */
    BitSet within(double[] point, double radiusMetres) {
        BitSet found = new BitSet(table.size());
        Search search = new Search(table, grid, point[0], point[1], radiusMetres);
        search.within(
                (place, metres) -> {
                    if (found.get(place)) {
                        throw new AssertionError("found twice: " + PlaceText.id(table, place));
                    }
                    found.set(place);
                });
        return found;
    }

    private static double[][] points(PlaceTable table) {
        double[][] points = new double[table.size()][];
        for (int place = 0; place < points.length; place++) {
            points[place] = InSpace.of(table.latitude(place) / 1e5, table.longitude(place) / 1e5);
        }
        return points;
    }
}
