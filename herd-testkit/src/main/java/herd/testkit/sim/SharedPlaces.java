package herd.testkit.sim;

import herd.places.PlacesAnswer;
import herd.places.PlacesAnswer.Status;
import herd.places.PlacesQuery;
import herd.places.offline.OfflinePlaces;
import java.io.IOException;

/**
 * The places that all simulated herds have in common: those in the jar, loaded when the first of them
 * is asked.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class SharedPlaces {

    private SharedPlaces() {}

    /** What is near a point; the same bytes as a server gives out that has no other places. */
    static PlacesAnswer near(PlacesQuery query) {
        return Loaded.PLACES.answer(query);
    }

    /** The one state that herds share: it never changes, and takes too long to be loaded for each. */
    private static final class Loaded {
        private static final Source PLACES = load();

        private interface Source {
            PlacesAnswer answer(PlacesQuery query);
        }

        private static Source load() {
            try {
                OfflinePlaces places = OfflinePlaces.load();
                return query ->
                        PlacesAnswer.found(
                                places.nearby(
                                        query.latitudeDegrees(),
                                        query.longitudeDegrees(),
                                        query.metres()));
            } catch (IOException e) {
                String why = "the offline places cannot be loaded: " + e.getMessage();
                return query -> new PlacesAnswer.Unavailable(Status.UNKNOWN_ERROR, why);
            }
        }
    }
}
