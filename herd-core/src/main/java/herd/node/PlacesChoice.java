package herd.node;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which places service is asked, where, and with which key: by default whichever works.
 *
 * @param key the API key, or the empty string where none is needed
 */
record PlacesChoice(PlacesSource source, URI url, String key) {

    private static final URI NOWHERE = URI.create("");
    private static final int MAX_KEY_CHARS = 512;

    static PlacesChoice of(Settings settings, Optional<Setting> given) throws ConfigException {
        Setting places = settings.take(ConfigKey.PLACES);
        Setting url = settings.take(ConfigKey.PLACES_URL);
        String key = key(settings, given);
        PlacesSource source = source(places, key, settings);
        if (!source.needsKey()) {
            return new PlacesChoice(source, NOWHERE, "");
        }
        if (key.isEmpty()) {
            throw places.bad(
                    "needs an API key; set GOOGLE_PLACES_API_KEY in the environment, or"
                            + " places.key-file to a file that holds it");
        }
        if (url.isDefault()) {
            url = new Setting(url.key(), source.defaultUrl(), Setting.DEFAULT);
            settings.hold(url);
        }
        return new PlacesChoice(source, url(url, settings), key);
    }

    private static PlacesSource source(Setting places, String key, Settings settings)
            throws ConfigException {
        if (!places.isDefault()) {
            return PlacesSource.of(places);
        }
        PlacesSource source = key.isEmpty() ? PlacesSource.OFFLINE : PlacesSource.GOOGLE;
        settings.hold(new Setting(places.key(), source.toString(), Setting.DEFAULT));
        settings.tell(
                "places = "
                        + source
                        + (key.isEmpty()
                                ? ": no API key is set (GOOGLE_PLACES_API_KEY, places.key-file)"
                                : ": an API key is set"));
        return source;
    }

    private static String key(Settings settings, Optional<Setting> given) throws ConfigException {
        Setting file = settings.take(ConfigKey.PLACES_KEY_FILE);
        if (given.isPresent()) {
            settings.hold(new Setting(given.get().key(), "(hidden)", given.get().origin()));
        }
        if (!file.value().isEmpty()) {
            return checked(firstLine(Behaviour.path(file), file), file);
        }
        if (given.isPresent()) {
            Setting hidden = new Setting(given.get().key(), "(hidden)", given.get().origin());
            return checked(given.get().value().strip(), hidden);
        }
        return "";
    }

    private static String firstLine(Path path, Setting file) throws ConfigException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(2 * MAX_KEY_CHARS);
            return new String(bytes, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            throw file.bad("cannot be read: " + Reason.of(e), e);
        }
    }

    private static String checked(String key, Setting source) throws ConfigException {
        boolean good = !key.isEmpty() && key.length() <= MAX_KEY_CHARS;
        for (int i = 0; i < key.length(); i++) {
            good &= key.charAt(i) > ' ' && key.charAt(i) < 0x7f;
        }
        if (!good) {
            throw source.bad("is not an API key: give one line of printable ASCII without blanks");
        }
        return key;
    }

    private static URI url(Setting setting, Settings settings) throws ConfigException {
        URI url;
        try {
            url = new URI(setting.value());
        } catch (URISyntaxException e) {
            throw setting.bad("not a URL: " + e.getReason(), e);
        }
        boolean http = "http".equals(url.getScheme());
        boolean hasMore =
                url.getRawUserInfo() != null
                        || url.getRawQuery() != null
                        || url.getRawFragment() != null
                        || !(url.getRawPath() == null
                                || url.getRawPath().isEmpty()
                                || url.getRawPath().equals("/"));
        if (!http && !"https".equals(url.getScheme()) || url.getHost() == null || hasMore) {
            throw setting.bad(
                    "give http or https, host and port only, as https://example.com:8443");
        }
        if (http && !isLoopback(url.getHost())) {
            settings.tell("places.url is not https: the API key travels in the clear");
        }
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return URI.create(url.getScheme() + "://" + url.getHost() + port);
    }

    private static boolean isLoopback(String host) {
        boolean bracketed = host.startsWith("[");
        return new HostPort(bracketed ? host.substring(1, host.length() - 1) : host, 0)
                .isLoopback();
    }
}
