package herd.testkit.fuzz;

/**
 * What somebody says to a neighbour port, or to a server that dialled. Most bytes stand for
 * themselves; 0x01 and a letter stand for what cannot be known beforehand: {@code K} is a blank and
 * the check of the line so far, {@code L} the same with one wrong digit, and the other letters are
 * those of the {@link Words}.
 */
final class MarkedScript implements Script {

    static final char MARK = 1;

    /** Letters that stand for nothing. */
    private static final Words NO_WORDS =
            new Words() {
                @Override
                public boolean isAnswer(char letter) {
                    return false;
                }

                @Override
                public String of(char letter, long wallNanos) {
                    return "";
                }
            };

    private static final int CHECK_DIGITS = 8;

    /** What letters stand for. */
    interface Words {

        /** Whether that can be said only when all before has been heard, and answered. */
        boolean isAnswer(char letter);

        /** The words; empty if the letter stands for nothing. */
        String of(char letter, long wallNanos);
    }

    private final String script;
    private final Words words;
    private final StringBuilder line = new StringBuilder();
    private int at;

    MarkedScript(String script, Words words) {
        this.script = script;
        this.words = words;
    }

    /** All of a script in which there are no letters but for checks. */
    static String all(String script) {
        return new MarkedScript(script, NO_WORDS).next(0);
    }

    @Override
    public boolean isOver() {
        return at == script.length();
    }

    @Override
    public String next(long wallNanos) {
        StringBuilder known = new StringBuilder();
        while (!isOver()) {
            int mark = script.indexOf(MARK, at);
            boolean marked = mark >= 0 && mark + 1 < script.length();
            int plainEnd = marked ? mark : script.length();
            say(known, script.substring(at, plainEnd));
            at = plainEnd;
            if (marked) {
                char letter = script.charAt(mark + 1);
                if (words.isAnswer(letter) && known.length() > 0) {
                    break;
                }
                at += 2;
                say(known, meaning(letter, wallNanos));
            }
        }
        return known.toString();
    }

    private void say(StringBuilder known, String more) {
        known.append(more);
        int lineStart = more.lastIndexOf('\n') + 1;
        if (lineStart > 0) {
            line.setLength(0);
        }
        line.append(more, lineStart, more.length());
    }

    private String meaning(char letter, long wallNanos) {
        if (letter == 'K' || letter == 'L') {
            String check = Proofs.check(line.toString());
            return ' ' + (letter == 'K' ? check : withOneWrongDigit(check));
        }
        String meaning = words.of(letter, wallNanos);
        return meaning.isEmpty() ? String.valueOf(new char[] {MARK, letter}) : meaning;
    }

    /** Any of the digits may be the wrong one: the line says which, and by how much. */
    private String withOneWrongDigit(String check) {
        int which = Math.floorMod(line.length(), CHECK_DIGITS);
        int digit = Character.digit(check.charAt(which), 16);
        char wrong = Character.forDigit(digit ^ 1 + Math.floorMod(digit, 15), 16);
        return check.substring(0, which) + wrong + check.substring(which + 1);
    }
}
