package herd.places.offline;

/**
 * The smallest box of meridians and parallels that a circle lies in, and a little more, so that
 * rounding can never leave out a place; it wraps round at longitude 180, and where the circle has a
 * pole in it, all longitudes are in the box.
 *
 * <p><b>Why.</b> Two comparisons of whole numbers tell that a place is far away; its distance takes
 * four sines and a root.
 *
 * <p><b>Units.</b> Hundred-thousandths of a degree, as in the {@link PlaceTable}.
 */
final class Box {

    /** All the way round. */
    static final int FULL_TURN = 360 * PlaceTable.PER_DEGREE;

    /** Six millimetres on the ground: far more than all rounding together. */
    private static final double MARGIN_RADIANS = 1e-9;

    private final int south;
    private final int north;
    private final int west;
    private final int width;

    /** Lays a box around a circle. */
    Box(double latitude, double longitude, double radiusMetres) {
        double radius = radiusMetres / GreatCircle.EARTH_RADIUS_METRES + MARGIN_RADIANS;
        double southEnd = latitude - Math.toDegrees(radius);
        double northEnd = latitude + Math.toDegrees(radius);
        south = down(Math.max(-90, southEnd));
        north = up(Math.min(90, northEnd));
        if (southEnd <= -90 || northEnd >= 90) {
            west = -FULL_TURN / 2;
            width = FULL_TURN;
        } else {
            double sine = Math.sin(radius) / GreatCircle.cosine(latitude);
            double aside = Math.toDegrees(Math.asin(Math.min(1, sine)) + MARGIN_RADIANS);
            west = down(longitude - aside);
            width = up(longitude + aside) - west;
        }
    }

    /** The southern end. */
    int south() {
        return south;
    }

    /** The northern end. */
    int north() {
        return north;
    }

    /** The western end, perhaps a turn away from what the data would say. */
    int west() {
        return west;
    }

    /** How far it is from the western end to the eastern one; a full turn for all longitudes. */
    int width() {
        return width;
    }

    boolean contains(int latitude, int longitude) {
        return latitude >= south
                && latitude <= north
                && Math.floorMod(longitude - west, FULL_TURN) <= width;
    }

    private static int down(double degrees) {
        return (int) Math.floor(degrees * PlaceTable.PER_DEGREE);
    }

    private static int up(double degrees) {
        return (int) Math.ceil(degrees * PlaceTable.PER_DEGREE);
    }
}
