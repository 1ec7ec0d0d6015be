package herd.testkit.fuzz;

/** Makes up what connections say: commands, handshakes, records, garbage, and mixtures of them. */
final class StreamMaker {

    /** Half-close, break off, stay. */
    static final String[] ENDINGS = {"h", "h", "r", "o"};

    private static final String[] PROOFS = {"P", "P", "P", "P", "F", "W", "R", "S", "T", "I", "V"};
    private static final String[] ANSWERS = {
        "A", "A", "A", "A", "A", "A", "X", "Y", "S", "T", "I", "D", "F", "W", "E", "R"
    };
    private static final String MARK = String.valueOf(MarkedScript.MARK);

    private final Dice dice;
    private final LineMaker lines;
    private final Mutator mutator;

    StreamMaker(Dice dice) {
        this.dice = dice;
        lines = new LineMaker(dice);
        mutator = new Mutator(dice);
    }

    /** A client: some commands, most of them sound, and now and then garbage or a line too long. */
    void client(Draft draft) {
        for (int count = dice.between(1, 8); count > 0; count--) {
            int from = draft.length();
            switch (dice.below(12)) {
                case 0 -> garbage(draft);
                case 1 -> longLine(draft);
                case 2 -> lines.at(draft);
                case 3 -> handshake(draft);
                default -> lines.command(draft);
            }
            if (dice.oneIn(4)) {
                mutator.mutate(draft, from);
            }
            draft.put(dice.oneIn(10) ? "\r\n" : "\n");
        }
        if (dice.oneIn(4)) {
            draft.truncate(draft.length() - 1);
        }
    }

    /** A connection to the neighbour port. */
    void neighbour(Draft draft) {
        int from = draft.length();
        switch (dice.below(8)) {
            case 0 -> garbage(draft);
            case 1 -> client(draft);
            case 2 -> {
                hello(draft);
                garbage(draft);
            }
            default -> {
                handshake(draft);
                link(draft);
            }
        }
        if (dice.oneIn(4)) {
            mutator.mutate(draft, from);
        }
    }

    /** Somebody whom the server dialled. */
    void dialled(Draft draft) {
        int from = draft.length();
        switch (dice.below(12)) {
            case 0 -> garbage(draft);
            case 1 -> draft.put(MARK).put("N\n");
            case 2 -> {
                // Nobody is there, or nobody says a word.
            }
            case 3 -> {
                draft.put("NONCE ").put(dice.oneIn(2) ? "1 " : "2 ");
                draft.put("0123456789abcdef".repeat(dice.between(3, 5))).put('\n');
            }
            default -> {
                draft.put(MARK).put("N\n").put(MARK).put(dice.pick(ANSWERS)).put('\n');
                link(draft);
            }
        }
        if (dice.oneIn(5)) {
            mutator.mutate(draft, from);
        }
    }

    /** A connection to the neighbour port that does not come to the point. */
    void loiterer(Draft draft) {
        if (dice.oneIn(2)) {
            hello(draft);
        } else {
            draft.put("HERD 1");
        }
    }

    private void handshake(Draft draft) {
        hello(draft);
        draft.put(MARK).put(dice.pick(PROOFS)).put(dice.oneIn(40) ? "\r\n" : "\n");
    }

    private void hello(Draft draft) {
        if (!dice.oneIn(5)) {
            draft.put(MARK).put("H\n");
            return;
        }
        draft.put("HERD ").put(dice.oneIn(2) ? "1 999 " : "2 3 ");
        draft.put(dice.oneIn(2) ? "Smith " : dice.oneIn(2) ? "Jaquez " : "Nobody ");
        draft.put(dice.oneIn(2) ? "Hill " : "Campbell ");
        draft.put("0123456789abcdef".repeat(4)).put('\n');
    }

    /** What a neighbour says once the link is up. */
    void link(Draft draft) {
        int seq = 0;
        for (int count = dice.below(8); count > 0; count--) {
            seq += dice.oneIn(12) ? dice.below(3) - 1 : dice.between(1, 3);
            int from = draft.length();
            switch (dice.below(10)) {
                case 0 -> draft.put("PING ").put(String.valueOf(seq));
                case 1 ->
                        draft.put("AUDIT ")
                                .put(seq + " 0 " + dice.below(5) + " 00000000000000a")
                                .put(dice.oneIn(2) ? 'f' : '0' + dice.below(10));
                case 2 -> {
                    draft.put("REWIND");
                    seq = 0;
                }
                default -> {
                    if (dice.oneIn(3)) {
                        lines.tie(draft);
                    } else {
                        lines.at(draft);
                    }
                    draft.put(' ').put(String.valueOf(seq));
                }
            }
            if (dice.oneIn(6)) {
                mutator.mutate(draft, from);
            }
            draft.put(MARK).put(dice.oneIn(40) ? "\n" : dice.oneIn(20) ? "L\n" : "K\n");
        }
    }

    private void garbage(Draft draft) {
        for (int count = dice.below(dice.oneIn(20) ? 1000 : 60); count > 0; count--) {
            draft.put(dice.oneIn(12) ? '\n' : dice.below(256));
        }
    }

    private void longLine(Draft draft) {
        int b = dice.oneIn(3) ? ' ' : dice.below(256);
        int length = dice.oneIn(2) ? dice.between(38, 42) : dice.between(250, 1000);
        for (int i = 0; i < length; i++) {
            draft.put(b);
        }
    }
}
