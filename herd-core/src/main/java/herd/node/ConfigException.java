package herd.node;

/**
 * A configuration that cannot be used. The message is one line that says where the value comes from,
 * which key it belongs to, what is wrong with it and what to do; it never holds a secret.
 */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1;

    private final String key;

    ConfigException(String key, String message) {
        super(message);
        this.key = key;
    }

    ConfigException(String key, String message, Throwable cause) {
        super(message, cause);
        this.key = key;
    }

    /** The key that is to be changed, or the empty string if it is not about one. */
    public String key() {
        return key;
    }
}
