package herd.testkit.fuzz;

/** Spells lines that a client, or a server, could say: valid ones, with values at the limits. */
final class LineMaker {

    private static final String[] LATITUDES = {
        "90", "90.", "90.0", "90.000000000000000000000", "90.0000000000000000000001", "91",
                "89.999",
        "0", ".0", "00090", "090.5", "9", "180", "89.99999999999999999999999"
    };
    private static final String[] LONGITUDES = {
        "180",
        "180.",
        "180.0",
        "180.00000000000000000000",
        "180.0000000000000000000001",
        "181",
        "179.999",
        "0",
        ".0",
        "000180",
        "0180.5",
        "18",
        "179.99999999999999999999999"
    };
    private static final String[] RADII = {
        "50", "50.0", "50.000000000000000000000", "50.0000000000000000000001", "51", "0", "0.0",
        "00050", "050.5", "49.9999999999999999999999", "5", "500", "4294967296", "2147483648"
    };
    private static final String[] BOUNDS = {
        "20",
        "21",
        "0",
        "0020",
        "19",
        "00000000000000000000000000000020",
        "4294967296",
        "2147483648",
        "18446744073709551616",
        "200",
        "2",
        "1"
    };
    private static final String[] TIMES = {
        "0",
        "1",
        "999999999999999999",
        "1000000000000000000",
        "000000000000000001",
        "9223372036",
        "9223372036.854775807",
        "9223372036.854775808",
        "1520023934.000000000",
        "0.000000001",
        "1520023934.918963997",
        "1520023934.9189639979",
        "1520023934.1",
        "0000000000000000010",
        "0.0000000009",
        "18446744073",
        "999999999999999999.999999999"
    };
    private static final String[] IDS = {"kiwi", "kiwi.cs.ucla.edu", "Kiwi", "k", "IAMAT", "\0"};
    private static final String[] WORDS = {"AT", "iamat", "IAMATT", "IAMA", "whatsat", "WHATSAT?"};
    private static final String[] ORIGINS = {"Smith", "Campbell", "Hill", "Hil"};
    private static final String WHITE = " \t\n\u000b\f\r";

    private final Dice dice;

    LineMaker(Dice dice) {
        this.dice = dice;
    }

    /** A command, or now and then something that is spelled like one, without a line end. */
    void command(Draft draft) {
        int kind = dice.below(100);
        if (kind < 3) {
            white(draft, 0);
            return;
        }
        if (dice.oneIn(8)) {
            white(draft, 0);
        }
        if (kind < 8) {
            nearlyACommand(draft);
        } else if (kind < 58) {
            iamat(draft);
        } else {
            whatsat(draft);
        }
        if (dice.oneIn(30)) {
            white(draft, 1);
            id(draft);
        }
        if (dice.oneIn(8)) {
            white(draft, 0);
        }
    }

    /** An IAMAT, nearly always a valid one. */
    void iamat(Draft draft) {
        draft.put("IAMAT");
        tail(draft);
    }

    /** A WHATSAT, mostly a valid one. */
    void whatsat(Draft draft) {
        draft.put("WHATSAT");
        question(draft);
    }

    /** An AT line that some server could have built, mostly. */
    void at(Draft draft) {
        draft.put("AT ").put(dice.oneIn(10) ? name() : "Smith").put(dice.oneIn(2) ? " +" : " -");
        if (dice.oneIn(4)) {
            draft.put(dice.oneIn(2) ? "0" : String.valueOf(dice.bits() >>> dice.between(4, 63)));
        } else {
            draft.put('0' + dice.below(10));
        }
        draft.put('.');
        if (dice.oneIn(8)) {
            draft.put(dice.oneIn(2) ? "000000000" : "999999999");
        } else {
            digits(draft, 9);
        }
        draft.put(' ');
        id(draft);
        draft.put(' ');
        coordinates(draft);
        draft.put(' ');
        time(draft);
    }

    /** One of a few AT lines that all but tie: some differ in their origin alone, or in bytes. */
    void tie(Draft draft) {
        boolean later = dice.oneIn(3);
        draft.put("AT ").put(dice.pick(ORIGINS)).put(later ? " +1" : " +2").put(".000000000 tie ");
        draft.put(dice.oneIn(2) ? "+1-1" : "+1-2");
        draft.put(later ? " 1520023935" : " 1520023934").put(dice.oneIn(4) ? ".0" : "");
    }

    void id(Draft draft) {
        if (dice.oneIn(2)) {
            draft.put(dice.pick(IDS));
            return;
        }
        for (int length = dice.between(1, dice.oneIn(200) ? 400 : 12); length > 0; length--) {
            int any = dice.below(256);
            draft.put(Reference.isWhite((char) any) ? 'k' : any);
        }
    }

    void coordinates(Draft draft) {
        draft.put(dice.oneIn(2) ? '+' : '-');
        degrees(draft, LATITUDES, 90);
        draft.put(dice.oneIn(2) ? '+' : '-');
        degrees(draft, LONGITUDES, 180);
    }

    void time(Draft draft) {
        if (dice.oneIn(6)) {
            draft.put(dice.pick(TIMES));
            return;
        }
        draft.put("15200239");
        digits(draft, 2);
        if (!dice.oneIn(4)) {
            draft.put('.');
            digits(draft, dice.between(1, dice.oneIn(6) ? 30 : 10));
        }
    }

    void digits(Draft draft, int count) {
        for (int i = 0; i < count; i++) {
            draft.put('0' + dice.below(10));
        }
    }

    /** So much white space at least, one blank mostly. */
    private void white(Draft draft, int atLeast) {
        if (atLeast == 1 && !dice.oneIn(8)) {
            draft.put(' ');
            return;
        }
        for (int count = dice.between(atLeast, 4); count > 0; count--) {
            draft.put(WHITE.charAt(dice.below(WHITE.length())));
        }
    }

    private void tail(Draft draft) {
        white(draft, 1);
        id(draft);
        white(draft, 1);
        coordinates(draft);
        white(draft, 1);
        time(draft);
    }

    private void question(Draft draft) {
        white(draft, 1);
        id(draft);
        white(draft, 1);
        radius(draft);
        white(draft, 1);
        bound(draft);
    }

    private void nearlyACommand(Draft draft) {
        draft.put(dice.pick(WORDS));
        if (dice.oneIn(2)) {
            tail(draft);
        } else {
            question(draft);
        }
    }

    private void radius(Draft draft) {
        if (dice.oneIn(4)) {
            draft.put(dice.pick(RADII));
            return;
        }
        draft.put('0' + dice.below(5));
        digits(draft, dice.below(2));
        if (dice.oneIn(2)) {
            draft.put('.');
            digits(draft, dice.between(1, 6));
        }
    }

    private void bound(Draft draft) {
        if (dice.oneIn(2)) {
            draft.put(dice.pick(BOUNDS));
        } else {
            draft.put('0' + dice.below(10));
        }
    }

    private void degrees(Draft draft, String[] limits, int limit) {
        if (dice.oneIn(8)) {
            draft.put(dice.pick(limits));
            return;
        }
        boolean whole = !dice.oneIn(8);
        if (whole) {
            draft.put(String.valueOf(dice.below(limit)));
        }
        if (!whole || !dice.oneIn(3)) {
            draft.put('.');
            digits(draft, whole ? dice.below(8) : dice.between(1, 8));
        }
    }

    /** A server's name of any length that is allowed, and some that are not. */
    private String name() {
        return dice.oneIn(2)
                ? "c_3-d"
                : "x".repeat(dice.between(60, 66)) + (dice.oneIn(4) ? "-" : "");
    }
}
