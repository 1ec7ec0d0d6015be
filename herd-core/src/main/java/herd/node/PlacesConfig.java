package herd.node;

import java.net.URI;
import java.time.Duration;

/**
 * How places are looked up.
 *
 * @param url scheme, host and perhaps port of the service; empty for {@link PlacesSource#OFFLINE}
 * @param apiKey the key that the service wants; empty for {@link PlacesSource#OFFLINE}. Never shown.
 * @param timeout how long a look-up may take, with all its retries
 * @param maxInFlight look-ups under way at once
 * @param perMinute look-ups begun in a minute at most; 0 for any number
 */
public record PlacesConfig(
        PlacesSource source,
        URI url,
        String apiKey,
        Duration timeout,
        int maxInFlight,
        int perMinute) {

    /** All but the key. */
    @Override
    public String toString() {
        return source + " at " + url + ", key (hidden), within " + timeout;
    }
}
