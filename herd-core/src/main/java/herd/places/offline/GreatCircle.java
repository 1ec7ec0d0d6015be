package herd.places.offline;

/**
 * Distances on the earth, taken for a ball: within half a percent of the true ones, and what a radius
 * on a map is commonly understood to mean.
 *
 * <p><b>Units.</b> Degrees in, metres out.
 *
 * <p><b>Source.</b> The haversine formula (Sinnott, "Virtues of the Haversine", Sky and Telescope
 * 68(2), 1984), which keeps its precision at small distances; the IUGG's mean radius of the earth.
 */
final class GreatCircle {

    /** The mean radius of the earth. */
    static final double EARTH_RADIUS_METRES = 6_371_008.8;

    private static final double POLE_DEGREES = 90;
    private static final double FULL_TURN_DEGREES = 360;

    private GreatCircle() {}

    /**
     * The distance of two points. It is exactly 0 for one and the same, also where that is written in
     * two ways: at a pole with any longitude, and at longitudes 180 and -180.
     */
    static double metres(
            double latitude, double longitude, double otherLatitude, double otherLongitude) {
        double northSine = Math.sin(Math.toRadians(otherLatitude - latitude) / 2);
        double eastSine = Math.sin(Math.toRadians(degreesBetween(longitude, otherLongitude)) / 2);
        double haversine =
                northSine * northSine
                        + cosine(latitude) * cosine(otherLatitude) * eastSine * eastSine;
        return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(Math.min(1, haversine)));
    }

    /** The cosine of a latitude: exactly 0 at the poles, where that of rounded radians is not. */
    static double cosine(double latitude) {
        return Math.abs(latitude) == POLE_DEGREES ? 0 : Math.cos(Math.toRadians(latitude));
    }

    /** The shorter way from one longitude to the other. */
    private static double degreesBetween(double longitude, double other) {
        double degrees = Math.abs(longitude - other);
        return Math.min(degrees, FULL_TURN_DEGREES - degrees);
    }
}
