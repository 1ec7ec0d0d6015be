package herd.places.offline;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The places of the earth that are known without asking anybody: some 50,000 towns and 5,000
 * airports, out of a file in the jar.
 *
 * <p><b>Threading.</b> Immutable, for any thread. Loading takes a tenth of a second in a JVM that has
 * just started, and so does not belong on a server's loop; a question takes a ten-thousandth at most.
 *
 * <p><b>Why.</b> What is given out, and in which order, depends on the data and the question alone:
 * two servers give the same answer to the same question. {@link Shortlist} says what the order is.
 */
public final class OfflinePlaces {

    /** How many places an answer has at most: as many as a page of a Nearby Search. */
    public static final int MOST_RESULTS = 20;

    private static final String RESOURCE = "places.tsv";

    private final PlaceTable table;
    private final PlaceGrid grid;

    private OfflinePlaces(PlaceTable table) {
        this.table = table;
        this.grid = new PlaceGrid(table);
    }

    /**
     * Reads the data set in the jar.
     *
     * @throws IOException if it is not there, is cut short, or has a broken row, which the message
     *     names
     */
    public static OfflinePlaces load() throws IOException {
        return load(RESOURCE);
    }

    /** Reads a data set that is beside this class. */
    static OfflinePlaces load(String resource) throws IOException {
        try (InputStream in = OfflinePlaces.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException(
                        "no offline places: " + resource + " is not in the jar of herd-core");
            }
            return read(resource, in);
        }
    }

    /**
     * Reads a data set.
     *
     * @param fileName what messages call it
     */
    static OfflinePlaces read(String fileName, InputStream in) throws IOException {
        return new OfflinePlaces(PlaceFile.read(fileName, in.readAllBytes()));
    }

    /** How many places are known. */
    public int size() {
        return table.size();
    }

    /**
     * Answers a Nearby Search: the places within a circle, bigger and nearer first, up to {@value
     * #MOST_RESULTS}.
     *
     * @param latitude in degrees, -90 … 90, north is positive
     * @param longitude in degrees, -180 … 180, east is positive
     * @param radiusMetres 0 or more; with 0, only what is at the very point
     * @return JSON in UTF-8, in the classic form; {@code ZERO_RESULTS} where there is nothing
     * @throws IllegalArgumentException if an argument is out of range
     */
    public byte[] nearby(double latitude, double longitude, double radiusMetres) {
        return search(latitude, longitude, radiusMetres).answer();
    }

    /** Begins to answer, under the same terms. */
    Search search(double latitude, double longitude, double radiusMetres) {
        require("latitude", latitude, -90, 90);
        require("longitude", longitude, -180, 180);
        require("radiusMetres", radiusMetres, 0, Double.MAX_VALUE);
        return new Search(table, grid, latitude, longitude, radiusMetres);
    }

    private static void require(String name, double value, double least, double most) {
        // Not the other way round: a NaN is in no range, and compares false.
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " is out of range: " + value);
        }
    }
}
