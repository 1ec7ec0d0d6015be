package herd.testkit.fuzz;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A line of an established link, once more.
 *
 * @param kind what it is
 * @param seq the number of a record, ping or audit
 * @param record the AT line, or what stands for one
 */
record LinkSaying(Kind kind, long seq, String record) {

    /** What a line is. */
    enum Kind {
        RECORD,
        PING,
        AUDIT,
        REWIND
    }

    private static final String RECORD_WORD = "AT ";
    private static final int CHECK_CHARS = 9;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Reads a line; empty if its check is wrong or nobody says this. */
    static Optional<LinkSaying> read(String line) {
        int blank = line.length() - CHECK_CHARS;
        if (blank < 1 || line.charAt(blank) != ' ') {
            return Optional.empty();
        }
        String text = line.substring(0, blank);
        if (!line.substring(blank + 1).equals(Proofs.check(text))) {
            return Optional.empty();
        }
        if (text.startsWith(RECORD_WORD)) {
            return record(text);
        }
        List<String> words = List.of(Reference.words(text));
        if (words.equals(List.of("REWIND"))) {
            return Optional.of(new LinkSaying(Kind.REWIND, 0, ""));
        }
        if (words.size() == 2 && words.get(0).equals("PING") && isNumber(words.get(1))) {
            return Optional.of(new LinkSaying(Kind.PING, Long.parseLong(words.get(1)), ""));
        }
        boolean audit =
                words.size() == 5
                        && words.get(0).equals("AUDIT")
                        && isNumber(words.get(1))
                        && isNumber(words.get(2))
                        && isNumber(words.get(3))
                        && isHex(words.get(4), 16);
        return audit
                ? Optional.of(new LinkSaying(Kind.AUDIT, Long.parseLong(words.get(1)), ""))
                : Optional.empty();
    }

    static boolean isHex(String word, int digits) {
        for (int i = 0; i < word.length(); i++) {
            if ("0123456789abcdef".indexOf(word.charAt(i)) < 0) {
                return false;
            }
        }
        return word.length() == digits;
    }

    /** Without sign or needless zeros, and no larger than a long. */
    static boolean isNumber(String word) {
        return Reference.areDigits(word)
                && (word.equals("0") || !word.startsWith("0"))
                && word.length() <= 19
                && new BigDecimal(word).compareTo(LARGEST) <= 0;
    }

    private static Optional<LinkSaying> record(String text) {
        int blank = text.lastIndexOf(' ');
        String number = text.substring(blank + 1);
        boolean something = blank > RECORD_WORD.length(); // the word alone is no record at all
        return something && isNumber(number)
                ? Optional.of(
                        new LinkSaying(
                                Kind.RECORD, Long.parseLong(number), text.substring(0, blank)))
                : Optional.empty();
    }
}
