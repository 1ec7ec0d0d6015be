package herd.node;

/** Where the places of a WHATSAT's answer come from. */
public enum PlacesSource {
    /** Google Places Nearby Search, the legacy contract. */
    GOOGLE("google", "https://maps.googleapis.com"),
    /** Places API (New) Nearby Search; its answer is given out in the form of the legacy one. */
    GOOGLE_NEW("google-new", "https://places.googleapis.com"),
    /** The data set in the jar: no key, no network. */
    OFFLINE("offline", "");

    private final String text;
    private final String defaultUrl;

    PlacesSource(String text, String defaultUrl) {
        this.text = text;
        this.defaultUrl = defaultUrl;
    }

    static PlacesSource of(Setting setting) throws ConfigException {
        for (PlacesSource source : values()) {
            if (source.text.equals(setting.value())) {
                return source;
            }
        }
        throw setting.bad("give google, google-new or offline");
    }

    /** The address of the service, or the empty string if it has none. */
    String defaultUrl() {
        return defaultUrl;
    }

    /** Whether it takes an API key. */
    boolean needsKey() {
        return this != OFFLINE;
    }

    /** As it is configured. */
    @Override
    public String toString() {
        return text;
    }
}
