package herd.places.google;

import java.nio.charset.StandardCharsets;

/**
 * The secret that a look-up is paid with. It shows itself to nobody but the request that it travels
 * in.
 */
public final class ApiKey {

    /** Google's have 39 characters. */
    private static final int MAX_LENGTH = 256;

    /** A shorter one is made up for a test, and may well be a word that a place is called by. */
    private static final int SECRET_LENGTH = 16;

    private static final String MASK = "***";

    private final String value;

    private ApiKey(String value) {
        this.value = value;
    }

    /**
     * Takes a key that can stand in a URL and in a header as it is.
     *
     * @param source where it comes from, for the message: {@code places.key-file}
     * @throws IllegalArgumentException naming the source, never the value
     */
    public static ApiKey of(String value, String source) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(source + ": the API key is empty");
        }
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    source + ": the API key is longer than " + MAX_LENGTH + " characters");
        }
        if (!isPlain(value)) {
            throw new IllegalArgumentException(
                    source + ": the API key may hold only letters, digits and -_.~");
        }
        return new ApiKey(value);
    }

    /** The key itself, for a request. */
    String reveal() {
        return value;
    }

    /** A text for the log, without the key. */
    String scrub(String text) {
        return text.replace(value, MASK);
    }

    /** A service's answer without the key, should the service have repeated it. */
    byte[] scrub(byte[] answer) {
        if (value.length() < SECRET_LENGTH) {
            return answer;
        }
        // Byte for byte and back: in this charset every byte is a character.
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        return text.contains(value) ? scrub(text).getBytes(StandardCharsets.ISO_8859_1) : answer;
    }

    /** Says that there is a key, and nothing about it. */
    @Override
    public String toString() {
        return "ApiKey[" + MASK + "]";
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isPlain(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-_.~".indexOf(c) >= 0;
    }
}
