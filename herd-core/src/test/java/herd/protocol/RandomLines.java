package herd.protocol;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Lines that are commands, nearly commands and no commands at all, drawn from a seed: a valid line
 * is spelled, and then some of its bytes may be changed to others that mean something somewhere.
 */
final class RandomLines {

    private static final String[] WORDS = {"IAMAT", "WHATSAT", "AT", "iamat", "IAMATT", "?", ""};
    private static final String WHITE = " \t\n\u000b\f\r";
    private static final String TELLING =
            "0123456789+-..  \t\n\u000b\f\r\b\u000e\0\u001c\u0085\u00a0\u00ff/:,eEfxANITSHWM?_9990";
    private static final String[] LIMITS = {
        "90", "180", "50", "20", "91", "181", "51", "21", "0", "89", "179", "49", "19", "9", "1"
    };

    private final SplittableRandom random;

    RandomLines(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A command or something like one. */
    String next() {
        StringBuilder line = new StringBuilder();
        white(line, 0);
        if (oneIn(2)) {
            command(line, oneIn(12) ? pick(WORDS) : "IAMAT", coordinates(), time());
        } else {
            command(line, oneIn(12) ? pick(WORDS) : "WHATSAT", number(), whole());
        }
        if (oneIn(20)) {
            white(line, 1);
            line.append(whole());
        }
        white(line, 0);
        mutate(line);
        return line.toString();
    }

    /**
     * Hands on a line and all that differ from it in one byte: another in its place, it gone, a telling
     * one before it, the line cut off there.
     */
    static void neighbours(String line, Consumer<String> use) {
        use.accept(line);
        for (int at = 0; at < line.length(); at++) {
            String before = line.substring(0, at);
            String behind = line.substring(at + 1);
            use.accept(before);
            use.accept(before + behind);
            for (char b = 0; b < 256; b++) {
                use.accept(before + b + behind);
            }
            for (int i = 0; i < TELLING.length(); i++) {
                use.accept(before + TELLING.charAt(i) + line.substring(at));
            }
        }
    }

    /** Changes none, one or a few bytes. */
    void mutate(StringBuilder line) {
        for (int times = oneIn(2) ? 0 : 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(line.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> line.insert(at, telling());
                case 1 -> line.delete(at, Math.min(line.length(), at + 1 + random.nextInt(2)));
                case 2 -> line.setLength(oneIn(10) ? at : line.length());
                default -> {
                    if (at < line.length()) {
                        line.setCharAt(at, telling());
                    }
                }
            }
        }
    }

    /** A byte that means something somewhere, or any. */
    char telling() {
        return oneIn(10)
                ? (char) random.nextInt(256)
                : TELLING.charAt(random.nextInt(TELLING.length()));
    }

    String time() {
        String time = digits(oneIn(2) ? 10 : 1 + random.nextInt(oneIn(4) ? 20 : 18));
        return oneIn(3) ? time : time + "." + digits(1 + random.nextInt(oneIn(4) ? 30 : 9));
    }

    String coordinates() {
        return (oneIn(2) ? "+" : "-") + degrees(90) + (oneIn(2) ? "+" : "-") + degrees(180);
    }

    String id() {
        StringBuilder id = new StringBuilder();
        for (int length = 1 + random.nextInt(oneIn(4) ? 30 : 12); length > 0; length--) {
            char any = (char) random.nextInt(256);
            id.append(WHITE.indexOf(any) < 0 ? any : 'k');
        }
        return id.toString();
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private void command(StringBuilder line, String word, String third, String fourth) {
        line.append(word);
        white(line, 1);
        line.append(id());
        white(line, 1);
        line.append(third);
        white(line, 1);
        line.append(fourth);
    }

    private void white(StringBuilder line, int atLeast) {
        int count = atLeast + (oneIn(4) ? random.nextInt(3) : 0);
        for (; count > 0; count--) {
            line.append(oneIn(2) ? ' ' : WHITE.charAt(random.nextInt(WHITE.length())));
        }
    }

    private String degrees(int limit) {
        String whole = oneIn(8) ? pick(LIMITS) : String.valueOf(random.nextInt(limit + 1));
        return (oneIn(10) ? "" : whole) + (oneIn(4) ? "" : "." + (oneIn(10) ? "" : fraction()));
    }

    private String number() {
        return whole() + (oneIn(2) ? "" : "." + fraction());
    }

    private String whole() {
        String zeros = "0".repeat(oneIn(6) ? random.nextInt(20) : 0);
        return zeros + (oneIn(2) ? pick(LIMITS) : digits(oneIn(8) ? 25 : 1 + random.nextInt(2)));
    }

    private String fraction() {
        String zeros = "0".repeat(random.nextInt(4));
        return oneIn(3) ? zeros + "0" : zeros + digits(1 + random.nextInt(6));
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
