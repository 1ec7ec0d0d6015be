package herd.places.offline;

/**
 * A question on its way to its answer: which places are worth a closer look is known, which is little
 * work, and says how much the rest will be.
 *
 * <p><b>Threading.</b> Immutable, for any thread.
 */
final class Search {

    private static final double DEGREE = PlaceTable.PER_DEGREE;

    private final PlaceTable table;
    private final double latitude;
    private final double longitude;
    private final double radiusMetres;
    private final int[] candidates;

    /** Begins to look for the places within a circle. */
    Search(
            PlaceTable table,
            PlaceGrid grid,
            double latitude,
            double longitude,
            double radiusMetres) {
        this.table = table;
        this.latitude = latitude;
        this.longitude = longitude;
        this.radiusMetres = radiusMetres;
        this.candidates = grid.candidates(new Box(latitude, longitude, radiusMetres));
    }

    /** How many places have to be looked at: the answer has no more, and costs no more. */
    int candidates() {
        return candidates.length;
    }

    /** The answer, as {@link OfflinePlaces#nearby} gives it. */
    byte[] answer() {
        Shortlist best = new Shortlist(table, OfflinePlaces.MOST_RESULTS);
        within(best);
        return NearbyText.of(table, best.places());
    }

    /** Shows the visitor every place that is no farther from the point than the radius. */
    void within(Visitor visitor) {
        for (int place : candidates) {
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

    /** Takes the places that were found, in no order that would mean anything. */
    interface Visitor {

        /** Takes one place within the circle. */
        void found(int place, double metres);
    }
}
