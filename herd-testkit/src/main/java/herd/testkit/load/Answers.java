package herd.testkit.load;

import herd.testkit.program.Shown;
import java.nio.charset.StandardCharsets;

/** Where answers end, and how they are shown. */
final class Answers {

    private Answers() {}

    /** One behind the newline that ends a line; -1 if there is none yet. */
    static int lineEnd(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /** One behind the empty line after the places; -1 if it is not there yet. Echoes have none. */
    static int placesEnd(byte[] bytes, int from, int to) {
        int end = lineEnd(bytes, from, to);
        if (end < 0 || bytes[from] != 'A') {
            return end;
        }
        for (int i = end; i < to; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /** In quotes, escaped, and shortened in the middle. */
    static String shown(byte[] bytes, int from, int to) {
        return Shown.text(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }
}
