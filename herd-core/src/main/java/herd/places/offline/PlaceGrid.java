package herd.places.offline;

/**
 * Finds the places within a circle, by looking only into those cells of one degree by one degree that
 * a box around the circle touches: at most 50 km away, that is 2 × 2 cells at the equator, 2 × 3 at
 * the latitude of Oslo, and a whole ring of (nearly empty) cells about a pole.
 *
 * <p><b>Why.</b> The box is a little too large, so that rounding can never leave out a cell; in or
 * out is decided by the distance alone. The box wraps round at longitude 180, and where the circle
 * has a pole in it, all longitudes are in the box.
 *
 * <p><b>Threading.</b> Immutable, for any thread.
 */
final class PlaceGrid {

    /** Takes the places that were found, in no order that would mean anything. */
    interface Visitor {

        /** Takes one place within the circle. */
        void found(int place, double metres);
    }

    private static final int ROWS = 180;
    private static final int COLUMNS = 360;
    private static final double DEGREE = PlaceTable.PER_DEGREE;

    /** Six millimetres on the ground: far more than all rounding together. */
    private static final double MARGIN_RADIANS = 1e-9;

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

    /** Shows the visitor every place that is no farther from the point than the radius. */
    void within(double latitude, double longitude, double radiusMetres, Visitor visitor) {
        double radius = radiusMetres / GreatCircle.EARTH_RADIUS_METRES + MARGIN_RADIANS;
        double north = latitude + Math.toDegrees(radius);
        double south = latitude - Math.toDegrees(radius);
        double aside = degreesAside(latitude, north, south, radius);
        int firstColumn = (int) Math.floor(longitude - aside + 180);
        int lastColumn = (int) Math.floor(longitude + aside + 180);
        int columns = Math.min(COLUMNS, lastColumn - firstColumn + 1);
        for (int row = row(south); row <= row(north); row++) {
            for (int i = 0; i < columns; i++) {
                int column = Math.floorMod(firstColumn + i, COLUMNS);
                visit(row * COLUMNS + column, latitude, longitude, radiusMetres, visitor);
            }
        }
    }

    /** How far east and west a circle reaches. */
    private static double degreesAside(double latitude, double north, double south, double radius) {
        if (north >= 90 || south <= -90) {
            return 180;
        }
        double sine = Math.sin(radius) / GreatCircle.cosine(latitude);
        return Math.toDegrees(Math.asin(Math.min(1, sine)) + MARGIN_RADIANS);
    }

    private void visit(
            int cell, double latitude, double longitude, double radiusMetres, Visitor visitor) {
        for (int i = cells[cell]; i < cells[cell + 1]; i++) {
            int place = places[i];
            double metres =
                    GreatCircle.metres(
                            latitude,
                            longitude,
                            table.latitude(place) / DEGREE,
                            table.longitude(place) / DEGREE);
            if (metres <= radiusMetres) {
                visitor.found(place, metres);
            }
        }
    }

    /** The cell of a place; longitude 180 is -180, and a pole belongs to the row beside it. */
    private int cell(int place) {
        int row = (table.latitude(place) + 90 * PlaceTable.PER_DEGREE) / PlaceTable.PER_DEGREE;
        int column = (table.longitude(place) + 180 * PlaceTable.PER_DEGREE) / PlaceTable.PER_DEGREE;
        return Math.min(row, ROWS - 1) * COLUMNS + column % COLUMNS;
    }

    /** The row that a latitude is in; what is beyond the poles is in the outermost. */
    private static int row(double latitude) {
        return Math.max(0, Math.min(ROWS - 1, (int) Math.floor(latitude + 90)));
    }
}
