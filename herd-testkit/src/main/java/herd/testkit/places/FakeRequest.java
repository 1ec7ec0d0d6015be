package herd.testkit.places;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request that a {@link FakePlaces} was sent, as it came.
 *
 * @param method {@code GET} or {@code POST}
 * @param target path and query, still escaped
 * @param headers by name in lower case
 * @param body empty if there is none
 */
public record FakeRequest(String method, String target, Map<String, String> headers, String body) {

    private static final int MAX_HEAD_BYTES = 64 * 1024;

    /** Whether the new Places API is asked. */
    public boolean isNew() {
        return target.startsWith("/v1/places:searchNearby");
    }

    /** Whether the classic Nearby Search is asked. */
    public boolean isClassic() {
        return target.startsWith("/maps/api/place/nearbysearch/json?");
    }

    /** The key it came with, wherever that is in either form; empty if there is none. */
    public String key() {
        return isNew() ? headers.getOrDefault("x-goog-api-key", "") : parameter("key").orElse("");
    }

    /** The point asked for, as {@code latitude,longitude}; empty if there is none. */
    public String point() {
        return isNew()
                ? inBody("latitude") + "," + inBody("longitude")
                : parameter("location").orElse("");
    }

    /** The radius asked for, in metres, as it is written; empty if there is none. */
    public String radius() {
        return isNew() ? inBody("radius") : parameter("radius").orElse("");
    }

    /** One parameter of the query, unescaped. */
    public Optional<String> parameter(String name) {
        String query = URI.create(target).getRawQuery();
        if (query == null) {
            return Optional.empty();
        }
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                String value = pair.substring(name.length() + 1);
                return Optional.of(java.net.URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    /** A number out of the body, which is simple enough to be searched as text. */
    String inBody(String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*([-0-9.]+)").matcher(body);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Reads the next request of a connection; nothing at its end. */
    static Optional<FakeRequest> read(InputStream in) throws IOException {
        String head = head(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        String[] lines = head.split("\r\n");
        String[] first = lines[0].split(" ");
        if (first.length != 3) {
            throw new IOException("not HTTP: " + lines[0]);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return Optional.of(new FakeRequest(first[0], first[1], Map.copyOf(headers), body));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int newlines = 0;
        while (newlines < 2) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            if (head.size() == MAX_HEAD_BYTES) {
                throw new IOException("a head without end");
            }
            head.write(b);
            newlines = b == '\n' ? newlines + 1 : b == '\r' ? newlines : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }
}
