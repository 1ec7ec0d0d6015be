package herd;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the program finds around it: the library looks at none of this by itself.
 *
 * @param properties the system properties that begin with {@code herd.}, without that
 * @param placesKey the API key in the environment
 * @param home the user's home
 * @param version the program's
 */
record Surroundings(
        Map<String, String> properties, Optional<String> placesKey, Path home, String version) {

    static final String PLACES_KEY = "GOOGLE_PLACES_API_KEY";
    static final String PREFIX = "herd.";
}
