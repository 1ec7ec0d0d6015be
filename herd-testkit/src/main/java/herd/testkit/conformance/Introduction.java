package herd.testkit.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an end of a link says of itself in the handshake, as words, so that a case can say any of them
 * wrong.
 */
record Introduction(List<String> words) {

    static final int INCARNATION = 0;
    static final int DIAL = 1;
    static final int LOST = 2;
    static final int REMEMBERED = 3;
    static final int APPLIED = 4;
    static final int MAX_FUTURE = 5;
    static final int MAX_LINE_BYTES = 6;
    static final int SYNC = 7;
    static final int MAX_CLIENTS = 8;
    static final int CLOCK = 9;

    private static final int COUNT = 10;
    private static final String NUMBER = "0|[1-9][0-9]{0,18}";

    private static final List<String> FORMS =
            List.of(
                    "[0-9a-f]{16}",
                    NUMBER,
                    "-|[A-Za-z0-9_-]+/(" + NUMBER + ")",
                    "-|[0-9a-f]{16}",
                    NUMBER,
                    NUMBER,
                    NUMBER,
                    "true|false",
                    NUMBER,
                    NUMBER);

    /** Of a server that has just started, with the settings that servers have without a word. */
    static Introduction ofNewcomer() {
        return new Introduction(
                List.of(
                        "1" + Fresh.hex(8).substring(1), // never 0
                        "1",
                        "-",
                        "-",
                        "0",
                        "86400000000000",
                        "65536",
                        "true",
                        "1000000",
                        System.currentTimeMillis() + "000000"));
    }

    /** Reads one that came; empty if it is not in the grammar. */
    static Optional<Introduction> read(String text) {
        List<String> words = List.of(text.split(" ", -1));
        boolean sound = words.size() == COUNT;
        for (int i = 0; sound && i < COUNT; i++) {
            sound = words.get(i).matches(FORMS.get(i));
        }
        return sound ? Optional.of(new Introduction(words)) : Optional.empty();
    }

    String word(int which) {
        return words.get(which);
    }

    long number(int which) {
        return Long.parseLong(words.get(which));
    }

    Introduction with(int which, String word) {
        List<String> changed = new ArrayList<>(words);
        changed.set(which, word);
        return new Introduction(List.copyOf(changed));
    }

    Introduction withSettingsOf(Introduction other) {
        Introduction same = this;
        for (int which : new int[] {MAX_FUTURE, MAX_LINE_BYTES, SYNC, MAX_CLIENTS}) {
            same = same.with(which, other.word(which));
        }
        return same;
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
