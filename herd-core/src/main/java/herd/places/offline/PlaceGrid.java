package herd.places.offline;

import java.util.Arrays;

/**
 * Finds the places within a circle, by looking only into those cells of one degree by one degree that
 * a {@link Box} around the circle touches: at most 50 km away, that is 2 × 2 cells at the equator, 2 × 3
 * at the latitude of Oslo, and a whole ring of (nearly empty) cells about a pole. In or out is decided
 * by the distance alone.
 *
 * <p><b>Threading.</b> Immutable, for any thread.
 */
final class PlaceGrid {

    private static final int ROWS = 180;
    private static final int COLUMNS = 360;
    private static final int FIRST_CANDIDATES = 32;
    private static final int DEGREE = PlaceTable.PER_DEGREE;

    private final PlaceTable table;

    /** Where the places of each cell begin in {@link #places}, and at last where they end. */
    private final int[] cells = new int[ROWS * COLUMNS + 1];

    /** All places, cell by cell. */
    private final int[] places;

    /** Lays the grid over all places of a table. */
    PlaceGrid(PlaceTable table) {
        this.table = table;
        this.places = new int[table.size()];
        for (int place = 0; place < table.size(); place++) {
            cells[cell(place)]++;
        }
        for (int cell = 1; cell < cells.length; cell++) {
            cells[cell] += cells[cell - 1];
        }
        // Each cell's mark is at its end now, and has come to its beginning once it is filled from
        // the back.
        for (int place = table.size() - 1; place >= 0; place--) {
            places[--cells[cell(place)]] = place;
        }
    }

    /** The places in a box: all of a circle in it, and some more. */
    int[] candidates(Box box) {
        int[] found = new int[FIRST_CANDIDATES];
        int count = 0;
        int firstColumn = Math.floorDiv(box.west() + 180 * DEGREE, DEGREE);
        int lastColumn = Math.floorDiv(box.west() + box.width() + 180 * DEGREE, DEGREE);
        int columns = Math.min(COLUMNS, lastColumn - firstColumn + 1);
        for (int row = row(box.south()); row <= row(box.north()); row++) {
            for (int i = 0; i < columns; i++) {
                int cell = row * COLUMNS + Math.floorMod(firstColumn + i, COLUMNS);
                for (int at = cells[cell]; at < cells[cell + 1]; at++) {
                    int place = places[at];
                    if (box.contains(table.latitude(place), table.longitude(place))) {
                        found = count < found.length ? found : Arrays.copyOf(found, 2 * count);
                        found[count++] = place;
                    }
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The cell of a place; longitude 180 is -180, and a pole belongs to the row beside it. */
    private int cell(int place) {
        int column = (table.longitude(place) + 180 * DEGREE) / DEGREE;
        return row(table.latitude(place)) * COLUMNS + column % COLUMNS;
    }

    /** The row that a latitude is in; the north pole is in the one below it. */
    private static int row(int latitude) {
        return Math.min(ROWS - 1, (latitude + 90 * DEGREE) / DEGREE);
    }
}
