package herd.testkit.conformance;

/** Who is not let in at the neighbour port: closed on without a word. */
final class RefusalCases {

    /** Digits in the form of a nonce and of a mac, but neither. */
    private static final String ZEROS = "0".repeat(64);

    private RefusalCases() {}

    static void addTo(CaseList list) {
        addHellos(list);
        addProofs(list);
        addIntroductions(list);
    }

    private static void addHellos(CaseList list) {
        String names = "Campbell Hill ";
        hello(list, "in lower case", "herd 1 1 " + names + ZEROS);
        hello(list, "with two spaces", "HERD  1 1 " + names + ZEROS);
        hello(list, "with a space at its end", "HERD 1 1 " + names + ZEROS + ' ');
        hello(list, "ended by \\r\\n", "HERD 1 1 " + names + ZEROS + '\r');
        hello(list, "with a leading zero in a version", "HERD 01 1 " + names + ZEROS);
        hello(list, "with version 0", "HERD 0 1 " + names + ZEROS);
        hello(list, "with version 1000", "HERD 1 1000 " + names + ZEROS);
        hello(list, "without a version in common", "HERD 2 3 " + names + ZEROS);
        hello(list, "with a nonce in capitals", "HERD 1 1 " + names + "C0".repeat(32));
        hello(list, "with a nonce too short", "HERD 1 1 " + names + "0".repeat(63));
        hello(list, "with a nonce too long", "HERD 1 1 " + names + "0".repeat(65));
        hello(list, "without a nonce", "HERD 1 1 Campbell Hill");
        hello(list, "without a name", "HERD 1 1 Hill " + ZEROS);
        hello(list, "with a word more", "HERD 1 1 " + names + ZEROS + " x");
        hello(list, "with a name ending in -", "HERD 1 1 Campbell- Hill " + ZEROS);
        hello(list, "with a name of 65 letters", "HERD 1 1 " + "x".repeat(65) + " Hill " + ZEROS);
        hello(list, "of more than 512 bytes", "HERD " + "1".repeat(600));
        hello(list, "that is empty", "");
        hello(list, "that is a command of clients", "IAMAT kiwi +1-1 1");
        hello(list, "that is an AT line", "AT Hill +0.000000000 kiwi +1-1 1 1 00000000");
        hello(list, "of bytes that are not ASCII", "HERD 1 1 C\u00e4mpbell Hill " + ZEROS);
        hello(list, "of HTTP", "GET / HTTP/1.1\r");
    }

    private static void hello(CaseList list, String what, String line) {
        HandshakeCases.add(
                list,
                "closed without a word: a hello " + what,
                it -> {
                    LinkEnd end = it.stranger();
                    end.talk().send(line + '\n');
                    end.expectClosedWithoutAWord();
                });
    }

    private static void addProofs(CaseList list) {
        refused(list, "made with another secret", it -> it.withSecret("not the secret").line());
        refused(
                list,
                "of the wrong direction",
                it -> {
                    return it.line().replace(it.mac("dialler"), it.mac("acceptor"));
                });
        refused(
                list,
                "with one bit changed",
                it -> {
                    char first = it.mac("dialler").charAt(0);
                    char other = first == '0' ? '1' : '0';
                    return it.line().replaceFirst("PROOF .", "PROOF " + other);
                });
        refused(
                list,
                "of nothing but zeros",
                it -> {
                    return it.line().replace(it.mac("dialler"), ZEROS);
                });
        refused(list, "for another challenge", it -> it.challenged("NONCE 1 " + ZEROS).line());
        refused(
                list,
                "for another introduction",
                it -> {
                    return it.with(Introduction.ofNewcomer())
                            .line()
                            .replaceFirst("PROOF [0-9a-f]+", "PROOF " + it.mac("dialler"));
                });
        refused(
                list,
                "in capitals",
                it -> {
                    return it.line().replace(it.mac("dialler"), it.mac("dialler").toUpperCase());
                });
        refused(list, "without the dash for a second one", it -> it.line().replace(" - ", " "));
        refused(list, "that is too long", it -> it.line() + " x".repeat(300));
        refused(list, "that is a record", it -> "AT Hill +0.000000000 kiwi +1-1 1 1 00000000");
        HandshakeCases.add(
                list,
                "closed without a word: a proof heard on another connection",
                it -> {
                    String heard = it.stranger().challenge().proof().line();
                    LinkEnd end = it.stranger().challenge();
                    end.talk().send(heard + '\n');
                    end.expectClosedWithoutAWord();
                });
        names(list, "a name that is no neighbour", "Nobody-knows-me", "");
        names(list, "a name of another server", "", "Nobody-knows-me");
        HandshakeCases.add(
                list,
                "closed without a word: names the wrong way round",
                it -> {
                    LinkEnd end = it.stranger();
                    Proof proof = end.proof();
                    end.prove(proof.withNames(proof.acceptor(), proof.dialler())).challenge();
                    end.talk().send(end.proof().line() + '\n');
                    end.expectClosedWithoutAWord();
                });
    }

    private static void names(CaseList list, String what, String from, String to) {
        HandshakeCases.add(
                list,
                "challenged as anybody, and then closed: " + what,
                it -> {
                    LinkEnd end = it.stranger();
                    Proof proof = end.proof();
                    String dialler = from.isEmpty() ? proof.dialler() : from;
                    String acceptor = to.isEmpty() ? proof.acceptor() : to;
                    end.prove(proof.withNames(dialler, acceptor)).challenge();
                    end.talk().send(end.proof().line() + '\n');
                    end.expectClosedWithoutAWord();
                });
    }

    /** What a dialler says in place of its proof. */
    private interface Wrong {
        String line(Proof proof);
    }

    private static void refused(CaseList list, String what, Wrong wrong) {
        HandshakeCases.add(
                list,
                "closed without a word: a proof " + what,
                it -> {
                    LinkEnd end = it.stranger().challenge();
                    end.talk().send(wrong.line(end.proof()) + '\n');
                    end.expectClosedWithoutAWord();
                });
    }

    private static void addIntroductions(CaseList list) {
        introduced(list, "incarnation 0", Introduction.INCARNATION, "0".repeat(16));
        introduced(
                list, "an incarnation in capitals", Introduction.INCARNATION, "ABCDEFABCDEFABCD");
        introduced(list, "a dial number 0", Introduction.DIAL, "0");
        introduced(list, "a number with a leading zero", Introduction.APPLIED, "00");
        introduced(list, "a number with a sign", Introduction.CLOCK, "-1");
        introduced(list, "more than a number may be", Introduction.APPLIED, "9223372036854775808");
        introduced(list, "sync in capitals", Introduction.SYNC, "TRUE");
        introduced(list, "a lost link without a number", Introduction.LOST, "Campbell");
        introduced(list, "a word too many", Introduction.CLOCK, "1 1");
    }

    private static void introduced(CaseList list, String what, int which, String word) {
        HandshakeCases.add(
                list,
                "closed without a word: proved, but with " + what,
                it -> {
                    LinkEnd end = it.stranger();
                    end.prove(end.proof().with(end.proof().introduction().with(which, word)))
                            .challenge();
                    end.talk().send(end.proof().line() + '\n');
                    end.expectClosedWithoutAWord();
                });
    }
}
