package herd.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Places service is asked, at which address, and with which key. */
class PlacesChoiceTest {

    private static final String KEY = "AIzaSySecretSecretSecret";

    @Test
    void asksGoogleWhereThereIsAKey() throws Exception {
        HerdConfig config = HerdConfig.builder().placesKey(KEY, "environment").build();
        assertEquals(PlacesSource.GOOGLE, config.places().source());
        assertEquals(KEY, config.places().apiKey());
        assertEquals(URI.create("https://maps.googleapis.com"), config.places().url());
        assertEquals(List.of("places = google: an API key is set"), config.notices());
    }

    @Test
    void staysOfflineWhereThereIsNoKey() throws Exception {
        assertEquals(
                List.of(
                        "places = offline: no API key is set"
                                + " (GOOGLE_PLACES_API_KEY, places.key-file)"),
                HerdConfig.builder().build().notices());
    }

    @Test
    void staysOfflineWhereThatIsSaidDespiteAKey() throws Exception {
        HerdConfig config =
                HerdConfig.builder().placesKey(KEY).places(PlacesSource.OFFLINE).build();
        assertEquals("", config.places().apiKey());
        assertEquals(List.of(), config.notices());
    }

    @Test
    void knowsTheAddressOfTheNewService() throws Exception {
        HerdConfig config =
                HerdConfig.builder().placesKey(KEY).places(PlacesSource.GOOGLE_NEW).build();
        assertEquals(URI.create("https://places.googleapis.com"), config.places().url());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maps.googleapis.com", "ftp://a", "https://", "https://a/maps", "https://u:p@a",
                "https://a?x=1", "https://a#b", "https://a b", "https:a", "file:///etc"
            })
    void refusesAnAddressOfTheServiceWithMoreOrLess(String url) {
        ConfigException e =
                assertThrows(
                        ConfigException.class,
                        () -> HerdConfig.builder().placesKey(KEY).set("places.url", url).build());
        assertEquals("places.url", e.key());
    }

    @Test
    void warnsThatAKeyWouldTravelInTheClear() throws Exception {
        HerdConfig config =
                HerdConfig.builder()
                        .placesKey(KEY)
                        .places(PlacesSource.GOOGLE)
                        .placesUrl(URI.create("http://places.example.org"))
                        .build();
        assertEquals(
                List.of("places.url is not https: the API key travels in the clear"),
                config.notices());
    }
}
