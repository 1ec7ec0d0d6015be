package herd.places.offline;

/** Points on the earth as points in space: another, plainer way to a distance, to check ours by. */
final class InSpace {

    private InSpace() {}

    /** The point as x, y, z, on a ball of radius 1. */
    static double[] of(double latitude, double longitude) {
        double north = Math.toRadians(latitude);
        double east = Math.toRadians(longitude);
        return new double[] {
            Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)
        };
    }

    /** The square of the straight line between two points. */
    static double squareBetween(double[] a, double[] b) {
        double x = a[0] - b[0];
        double y = a[1] - b[1];
        double z = a[2] - b[2];
        return x * x + y * y + z * z;
    }

    /** The way over the ground. */
    static double metres(double[] a, double[] b) {
        double halfChord = Math.min(1, Math.sqrt(squareBetween(a, b)) / 2);
        return 2 * GreatCircle.EARTH_RADIUS_METRES * Math.asin(halfChord);
    }

    /** The straight line that goes with a way over the ground; without end, past the far side. */
    static double chord(double metres) {
        double half = metres / GreatCircle.EARTH_RADIUS_METRES / 2;
        return half < Math.PI / 2 ? 2 * Math.sin(half) : Double.POSITIVE_INFINITY;
    }
}
