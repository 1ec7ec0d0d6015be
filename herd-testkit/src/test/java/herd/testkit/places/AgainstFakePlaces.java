package herd.testkit.places;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;

/** What tests of the stand-in for Google have in common: one of it, and how to ask it. */
abstract class AgainstFakePlaces {

    static final String CLASSIC =
            "/maps/api/place/nearbysearch/json?location=34.5,-118.25&radius=500&key=secret";
    static final String QUESTION =
            "{\"maxResultCount\":3,\"locationRestriction\":{\"circle\":{\"center\":"
                    + "{\"latitude\":34.5,\"longitude\":-118.25},\"radius\":500}}}";

    final FakePlaces places = FakePlaces.start();

    @AfterEach
    void close() {
        places.close();
    }

    HttpURLConnection classic() throws IOException {
        return connection(CLASSIC);
    }

    HttpURLConnection connection(String target) throws IOException {
        URI address = URI.create(places.base() + target);
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setReadTimeout(10_000);
        return connection;
    }

    HttpURLConnection searchNearby() throws IOException {
        HttpURLConnection connection = connection("/v1/places:searchNearby");
        connection.setDoOutput(true);
        connection.setRequestProperty("X-Goog-Api-Key", "secret");
        connection.getOutputStream().write(QUESTION.getBytes(StandardCharsets.US_ASCII));
        return connection;
    }

    static String text(HttpURLConnection connection) throws IOException {
        boolean isError = connection.getResponseCode() >= 400;
        try (InputStream in = isError ? connection.getErrorStream() : connection.getInputStream()) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
