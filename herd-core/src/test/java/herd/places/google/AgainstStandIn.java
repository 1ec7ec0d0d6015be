package herd.places.google;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import herd.places.PlacesAnswer;
import herd.places.PlacesAnswer.Found;
import herd.places.PlacesAnswer.Unavailable;
import herd.places.PlacesQuery;
import herd.places.google.LocalService.Scene;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** What tests of asking Google have in common: a server on this machine that stands in for it. */
abstract class AgainstStandIn {

    static final String SECRET = "AIzaSy-0123456789_abcdefghijklmnopqrstu";
    static final ApiKey KEY = ApiKey.of(SECRET, "test");
    static final PlacesQuery UCLA = PlacesQuery.of("+34.068930-118.445127", "10");
    static final Duration LONG = Duration.ofSeconds(20);
    static final String OK =
            "{\n   \"results\" : [ { \"name\" : \"caf\\u00e9 é\" } ],\n\n   \"status\" : \"OK\"\n}\n";

    LocalService service;
    GooglePlaces places;

    void play(Scene... scenes) throws IOException {
        service = new LocalService(scenes);
        places = GooglePlaces.legacy(service.base(), KEY, System::nanoTime, () -> 0);
    }

    void playNew(Scene... scenes) throws IOException {
        service = new LocalService(scenes);
        places = GooglePlaces.searchNearby(service.base(), KEY, System::nanoTime, () -> 0);
    }

    @AfterEach
    void close() throws IOException {
        if (places != null) {
            places.close();
        }
        if (service != null) {
            service.close();
        }
    }

    PlacesAnswer ask(Duration deadline) throws Exception {
        return places.nearby(UCLA, deadline).toCompletableFuture().get(25, TimeUnit.SECONDS);
    }

    Unavailable askInVain() throws Exception {
        Unavailable answer = assertInstanceOf(Unavailable.class, ask(LONG));
        assertFalse(answer.toString().contains(SECRET), "the key is in the detail");
        return answer;
    }

    static String text(PlacesAnswer answer) {
        Found found = assertInstanceOf(Found.class, answer, answer.toString());
        return new String(found.json(), StandardCharsets.UTF_8);
    }
}
