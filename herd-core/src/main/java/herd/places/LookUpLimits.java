package herd.places;

/**
 * How much may be asked of a places service.
 *
 * @param maxInFlight requests out at a time: each may hold a connection to the service
 * @param maxQueued different look-ups that wait for one of those to come back; past it they are
 *     refused at once, for what waits longer than its deadline is work for nothing
 * @param maxWaiting askers that wait for an answer, over all look-ups, since many may share one
 * @param perMinute requests started in any 60 seconds, which is what an owner pays for; 0 for as many
 *     as there are
 */
public record LookUpLimits(int maxInFlight, int maxQueued, int maxWaiting, int perMinute) {

    /** What a server uses when nothing else is configured. */
    public static final LookUpLimits DEFAULT = new LookUpLimits(32, 1024, 65_536, 0);

    /** The most that may be given for {@code perMinute}: the time of each start is remembered. */
    public static final int MAX_PER_MINUTE = 1_000_000;

    /** Checks the ranges. */
    public LookUpLimits {
        check("maxInFlight", maxInFlight, 1, Integer.MAX_VALUE);
        check("maxQueued", maxQueued, 0, Integer.MAX_VALUE);
        check("maxWaiting", maxWaiting, 1, Integer.MAX_VALUE);
        check("perMinute", perMinute, 0, MAX_PER_MINUTE);
    }

    /** The same, with another number of requests out at a time. */
    public LookUpLimits withMaxInFlight(int requests) {
        return new LookUpLimits(requests, maxQueued, maxWaiting, perMinute);
    }

    /** The same, with another number of requests in any 60 seconds. */
    public LookUpLimits withPerMinute(int requests) {
        return new LookUpLimits(maxInFlight, maxQueued, maxWaiting, requests);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " is not in " + least + ".." + most + ": " + value);
        }
    }
}
