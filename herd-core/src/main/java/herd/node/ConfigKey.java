package herd.node;

/**
 * The keys of a configuration: the one place that says which there are, what each is when it is not
 * given, and what it means.
 */
enum ConfigKey {
    SERVERS("servers", BuiltInHerd.SERVERS, "names of all servers, in order"),
    LINKS("links", BuiltInHerd.LINKS, "two-way links, each as two names with a - between"),
    CLIENT(".client", "", "where a server listens for clients: host:port or [::1]:port"),
    PEER(".peer", "", "where it listens for neighbours, and where they find it"),
    HTTP(".http", "", "where it listens for operators; off to switch off"),
    LOG_DIR("log.dir", "logs", "where each server writes its log; created when missing"),
    LOG_MAX_BYTES("log.max-bytes", "64m", "a log file that reaches this size is put aside"),
    LOG_KEEP("log.keep", "4", "how many log files put aside are kept"),
    LOG_MESSAGES("log.messages", "true", "false: no line per message, only events and counters"),
    PLACES("places", "", "what answers WHATSAT: google, google-new or offline"),
    PLACES_URL("places.url", "", "scheme, host and port of the places service"),
    PLACES_KEY_FILE("places.key-file", "", "a file that holds the API key, on one line"),
    PLACES_TIMEOUT("places.timeout", "5s", "how long a look-up may take, with all its retries"),
    PLACES_MAX_IN_FLIGHT("places.max-in-flight", "32", "look-ups under way at once; others wait"),
    PLACES_PER_MINUTE("places.per-minute", "0", "look-ups a minute at most; 0 for any number"),
    PEER_SECRET_FILE("peer.secret-file", "", "the secret of the herd; line 2: the previous one"),
    SYNC("sync", "true", "catch a neighbour up when a link comes up; the same herd-wide"),
    MAX_LINE_BYTES("max-line-bytes", "64k", "the longest command; the same herd-wide"),
    MAX_CLIENTS("max-clients", "1000000", "client IDs remembered at most"),
    MAX_RECORD_BYTES("max-record-bytes", "0", "memory for records; 0 for half of the heap"),
    MAX_CONNECTIONS("max-connections", "0", "0 for what the file-descriptor limit allows"),
    MAX_CONNECTIONS_PER_ADDRESS("max-connections-per-address", "0", "0 for any number"),
    IDLE_TIMEOUT("idle-timeout", "1h", "a client silent for this long is disconnected"),
    MAX_FUTURE("max-future", "24h", "how far ahead a client's clock counts; the same herd-wide");

    private final String text;
    private final String defaultValue;
    private final String meaning;

    ConfigKey(String text, String defaultValue, String meaning) {
        this.text = text;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    /** The key as written in a file, or what follows the server's name in it. */
    String text() {
        return text;
    }

    /** The key as people read it in a table. */
    String title() {
        return isPerServer() ? "<server>" + text : text;
    }

    /** What holds when it is not given, or the empty string where that depends on other keys. */
    String defaultValue() {
        return defaultValue;
    }

    /** What it means, for people. */
    String meaning() {
        return meaning;
    }

    /** Whether the key is written after the name of a server. */
    boolean isPerServer() {
        return text.charAt(0) == '.';
    }

    /** The default as people read it in a table. */
    String defaultTitle() {
        return switch (this) {
            case CLIENT -> "127.0.0.1:8000 to :8004 for the built-in five";
            case PEER -> "127.0.0.1:8100 to :8104 for the built-in five";
            case HTTP -> "127.0.0.1:8200 to :8204 for the built-in five, else off";
            case PLACES -> "google where an API key is set, else offline";
            case PLACES_URL -> "the address of the service";
            case PLACES_KEY_FILE -> "none: GOOGLE_PLACES_API_KEY in the environment";
            case PEER_SECRET_FILE -> "one under the home directory, if all is on loopback";
            default -> defaultValue;
        };
    }
}
