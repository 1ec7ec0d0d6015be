package herd.testkit.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What has come on a connection: what has not been taken yet, and a little of what came before. */
final class Received {

    private static final int SHOWN_BYTES = 2048;
    private static final int MAX_TRANSCRIPT_BYTES = 4 << 20;

    /** A server that never ends a line must not fill the memory of who waits for the end. */
    private static final int MAX_UNTAKEN_BYTES = 8 << 20;

    private byte[] bytes = new byte[4096];
    private int from;
    private int end;

    /** Everything that ever came; nothing once that is too much, so that no room is held in vain. */
    private ByteArrayOutputStream transcript = new ByteArrayOutputStream();

    private long count;

    void add(byte[] more, int length) {
        if (end + length > bytes.length) {
            makeRoom(length);
        }
        System.arraycopy(more, 0, bytes, end, length);
        end += length;
        count += length;
        if (count <= MAX_TRANSCRIPT_BYTES) {
            transcript.write(more, 0, length);
        } else if (transcript.size() > 0) {
            transcript = new ByteArrayOutputStream(0);
        }
    }

    /** Whether more has come than is kept for somebody to take. */
    boolean isTooMuch() {
        return length() > MAX_UNTAKEN_BYTES;
    }

    /** Everything that ever came. */
    String transcript() {
        if (count > MAX_TRANSCRIPT_BYTES) {
            throw new IllegalStateException(
                    count + " bytes came; a transcript has " + MAX_TRANSCRIPT_BYTES + " at most");
        }
        return transcript.toString(StandardCharsets.ISO_8859_1);
    }

    int length() {
        return end - from;
    }

    /**
     * How many bytes there are up to the end of that text; -1 if it has not come.
     *
     * @param searched how many of them were there when it had not come yet
     */
    int lengthUntil(String text, int searched) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        int first = from + Math.max(0, searched - wanted.length + 1);
        for (int at = first; at + wanted.length <= end; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at + wanted.length - from;
            }
        }
        return -1;
    }

    String take(int count) {
        String text = new String(bytes, from, count, StandardCharsets.ISO_8859_1);
        from += count;
        return text;
    }

    /** The last that came, taken or not, for people. */
    String lately() {
        int start = Math.max(0, end - SHOWN_BYTES);
        return shown(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
    }

    /** Text with everything that is not printed escaped; long text is cut. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), SHOWN_BYTES); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                shown.append("\\n");
            } else if (c < ' ' || c > '~') {
                shown.append(String.format("\\x%02x", (int) c));
            } else {
                shown.append(c);
            }
        }
        int omitted = text.length() - SHOWN_BYTES;
        return omitted > 0 ? shown + "... and " + omitted + " more" : shown.toString();
    }

    /** Forgets what was taken long ago, and grows if that is not enough. */
    private void makeRoom(int count) {
        int keepFrom = Math.max(0, from - SHOWN_BYTES);
        int kept = end - keepFrom;
        int size = kept + count > bytes.length ? 2 * (kept + count) : bytes.length;
        byte[] roomier = new byte[size];
        System.arraycopy(bytes, keepFrom, roomier, 0, kept);
        bytes = roomier;
        from -= keepFrom;
        end = kept;
    }
}
