package herd.places.offline;

import java.util.Arrays;

/**
 * The most prominent of the places that it is shown: bigger and nearer first, and by ID where two are
 * equally prominent, so that the order is always the same.
 *
 * <p><b>Why.</b> A place draws people like a mass: with the number of those who live there, and
 * weaker with the square of the distance. 1 km is added to the distance, because a place is no point:
 * without it, the least of places would outdo any city for one who stands on its very spot. The
 * radius has no part in it, so two places are in the same order whatever the radius. An airport, of
 * which the data knows no size, counts as a town of {@value #PEOPLE_PER_AIRPORT}: more than
 * half of all towns in the data have fewer people, and no city has.
 *
 * <p><b>Source.</b> Reilly, "The Law of Retail Gravitation", 1931, for the square of the distance.
 */
final class Shortlist implements Search.Visitor {

    /** What stands in for the population of an airport. */
    static final int PEOPLE_PER_AIRPORT = 20_000;

    private static final double BLUR_METRES = 1_000;

    private final PlaceTable table;
    private final int[] places;
    private final double[] prominences;
    private int size;

    /**
     * Makes an empty list.
     *
     * @param most how many places it can hold; the least prominent drop out
     */
    Shortlist(PlaceTable table, int most) {
        this.table = table;
        this.places = new int[most];
        this.prominences = new double[most];
    }

    /** How prominent a place is from so far away. */
    static double prominence(PlaceKind kind, int people, double metres) {
        double mass = kind == PlaceKind.AIRPORT ? PEOPLE_PER_AIRPORT : people;
        double distance = metres + BLUR_METRES;
        return mass / (distance * distance);
    }

    @Override
    public void found(int place, double metres) {
        double prominence = prominence(table.kind(place), table.people(place), metres);
        int rank = size;
        while (rank > 0 && goesBefore(place, prominence, rank - 1)) {
            rank--;
        }
        if (rank < places.length) {
            size = Math.min(size + 1, places.length);
            System.arraycopy(places, rank, places, rank + 1, size - 1 - rank);
            System.arraycopy(prominences, rank, prominences, rank + 1, size - 1 - rank);
            places[rank] = place;
            prominences[rank] = prominence;
        }
    }

    /** The places that are on the list, best first. */
    int[] places() {
        return Arrays.copyOf(places, size);
    }

    private boolean goesBefore(int place, double prominence, int rank) {
        if (prominence != prominences[rank]) {
            return prominence > prominences[rank];
        }
        return table.compareIds(place, places[rank]) < 0;
    }
}
