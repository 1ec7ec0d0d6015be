package herd.testkit.fuzz;

/** Changes bytes of a draft at random, in ways that are likely to mean something to a parser. */
final class Mutator {

    private static final String WHITE = " \t\n\u000b\f\r";

    /** Bytes that mean something somewhere, and their neighbours. */
    private static final String TELLING =
            "0123456789+-..  \t\n\u000b\f\r\b\u000e\0\u001c\u001f\u0085\u00a0\u00ff/:,eEfxANITSHWM?_90!";

    private static final int LONGEST_RUN = 300;

    private final Dice dice;

    Mutator(Dice dice) {
        this.dice = dice;
    }

    /** Changes one place or a few, from that index on. */
    void mutate(Draft draft, int from) {
        for (int times = dice.oneIn(3) ? dice.between(2, 4) : 1; times > 0; times--) {
            mutateOnce(draft, from);
        }
    }

    private void mutateOnce(Draft draft, int from) {
        int length = draft.length() - from;
        if (length == 0) {
            draft.put(telling());
            return;
        }
        int at = from + dice.below(length);
        switch (dice.below(20)) {
            case 0, 1, 2 -> draft.set(at, telling());
            case 3 -> draft.set(at, draft.at(at) ^ 1 << dice.below(8));
            case 4, 5, 6 -> draft.insert(at, telling(), 1);
            case 7, 8, 9 -> draft.delete(at, Math.min(draft.length() - at, dice.between(1, 3)));
            case 10, 11 -> draft.repeat(at, Math.min(draft.length() - at, dice.between(1, 20)));
            case 12, 13 -> otherWhite(draft, at);
            case 14, 15 -> otherDigit(draft, at);
            case 16 ->
                    draft.insert(at, telling(), dice.between(2, dice.oneIn(50) ? LONGEST_RUN : 24));
            case 17 -> draft.set(at, dice.oneIn(2) ? 0 : dice.between(128, 255));
            case 18 -> draft.put(telling());
            default -> draft.truncate(at);
        }
    }

    private int telling() {
        return dice.oneIn(12) ? dice.below(256) : TELLING.charAt(dice.below(TELLING.length()));
    }

    /** Changes the next white space to another. */
    private void otherWhite(Draft draft, int from) {
        for (int at = from; at < draft.length(); at++) {
            if (WHITE.indexOf(draft.at(at)) >= 0) {
                draft.set(at, WHITE.charAt(dice.below(WHITE.length())));
                return;
            }
        }
    }

    /** Changes the next digit to another. */
    private void otherDigit(Draft draft, int from) {
        for (int at = from; at < draft.length(); at++) {
            if (draft.at(at) >= '0' && draft.at(at) <= '9') {
                draft.set(at, '0' + dice.below(10));
                return;
            }
        }
    }
}
