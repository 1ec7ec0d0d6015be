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
 * @param connection which connection it came in on, counted from 1 since the service was made
 * @param method {@code GET} or {@code POST}
 * @param target path and query, still escaped
 * @param headers by name in lower case
 * @param body empty if there is none
 */
public record FakeRequest(
        long connection, String method, String target, Map<String, String> headers, String body) {

    private static final int MAX_HEAD_BYTES = 64 * 1024;
    private static final int MAX_BODY_BYTES = 1024 * 1024;
    private static final Pattern POINT = Pattern.compile("-?\\d+(\\.\\d+)?,-?\\d+(\\.\\d+)?");

    /** Takes a copy of the headers. */
    public FakeRequest {
        headers = Map.copyOf(headers);
    }

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

    /** Says what was asked, but not the key. */
    @Override
    public String toString() {
        String text = connection + ": " + method + " " + target + " " + body;
        return key().isEmpty() ? text : text.replace(key(), "***");
    }

    /** Whether there is all in it that the service needs to find places. */
    boolean isComplete() {
        return POINT.matcher(point()).matches() && radius().matches("\\d+(\\.\\d+)?");
    }

    /** A number out of the body, which is simple enough to be searched as text. */
    String inBody(String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*([-0-9.]+)").matcher(body);
        return matcher.find() ? matcher.group(1) : "";
    }

    /**
     * Reads the next request of a connection; nothing at its end.
     *
     * @throws IOException if the connection breaks, or what comes is not HTTP
     */
    static Optional<FakeRequest> read(long connection, InputStream in) throws IOException {
        String head = head(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        String[] lines = head.split("\r\n");
        String[] first = lines[0].split(" ");
        if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
            throw new IOException("the first line is not one of HTTP");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) {
                throw new IOException("not a header: line " + (i + 1) + " of the head");
            }
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        String body = body(headers.getOrDefault("content-length", "0"), in);
        return Optional.of(new FakeRequest(connection, first[0], first[1], headers, body));
    }

    private static String body(String length, InputStream in) throws IOException {
        if (!length.matches("\\d{1,7}") || Integer.parseInt(length) > MAX_BODY_BYTES) {
            throw new IOException("not the length of a body: " + length);
        }
        byte[] body = in.readNBytes(Integer.parseInt(length));
        if (body.length < Integer.parseInt(length)) {
            throw new IOException("the body ended early");
        }
        return new String(body, StandardCharsets.UTF_8);
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
