package herd.testkit.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who is let in at the neighbour port, and who is not: the handshake, and rule 10. */
final class HandshakeCases {

    private static final String SENTENCE = "Handshake";
    private static final String ZEROS = "0".repeat(64);
    private static final int STRANGERS = 16;

    private HandshakeCases() {}

    static void addTo(CaseList list) {
        addSound(list);
        addHellos(list);
        addProofs(list);
        addIntroductions(list);
        addVerdicts(list);
        addStrangers(list);
    }

    private static void addSound(CaseList list) {
        add(list, "hello, challenge, proof and answer", it -> it.link());
        add(
                list,
                "nothing is said before the hello",
                it -> {
                    it.stranger().talk().expectSilence(Duration.ofMillis(150));
                });
        add(
                list,
                "each challenge is new",
                it -> {
                    String one = it.stranger().challenge().proof().challenge();
                    LinkEnd other = it.stranger().challenge();
                    if (one.equals(other.proof().challenge())) {
                        throw other.talk().violation("another challenge than before", one);
                    }
                });
        add(
                list,
                "the answer repeats the dial number",
                it -> {
                    LinkEnd end = it.link();
                    Introduction said = end.proof().answer().introduction();
                    String own = end.proof().introduction().word(Introduction.DIAL);
                    if (!said.word(Introduction.DIAL).equals(own)) {
                        throw end.talk().violation("the dial number " + own, said.toString());
                    }
                });
        add(
                list,
                "the incarnation is not 0, and stays",
                it -> {
                    String one = incarnation(it.link());
                    LinkEnd end = it.link();
                    if (one.equals("0".repeat(16)) || !one.equals(incarnation(end))) {
                        throw end.talk()
                                .violation(
                                        "the same incarnation as before, " + one, incarnation(end));
                    }
                });
        add(
                list,
                "hello a byte at a time",
                it -> {
                    LinkEnd end = it.stranger();
                    String hello = end.proof().hello() + '\n';
                    end.talk().sendInPieces(hello, 1, Duration.ofNanos(100_000));
                    if (!end.talk().line("NONCE").startsWith("NONCE 1 ")) {
                        throw end.talk().violation("NONCE 1 ...", "another line");
                    }
                });
        add(
                list,
                "the greatest version that both have, of 1 to 999",
                it -> {
                    LinkEnd end = it.stranger();
                    end.prove(end.proof().withVersions("1 999")).challenge();
                });
        add(
                list,
                "the second mac may be the one that fits",
                it -> {
                    LinkEnd end = it.stranger().challenge();
                    String line = end.proof().line();
                    String mac = end.proof().mac("dialler");
                    String swapped =
                            line.replace("PROOF " + mac + " -", "PROOF " + ZEROS + ' ' + mac);
                    end.talk().send(swapped + '\n').line("an answer with a proof");
                });
    }

    private static String incarnation(LinkEnd end) {
        return end.proof().answer().introduction().word(Introduction.INCARNATION);
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
        add(
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
        add(
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
        add(
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
        add(
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
        add(
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
        add(
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

    private static void addVerdicts(CaseList list) {
        verdict(list, "settings", "another max-line-bytes", Introduction.MAX_LINE_BYTES, "1025");
        verdict(list, "settings", "another max-future", Introduction.MAX_FUTURE, "1001");
        add(
                list,
                "the verdict settings, and the end: another sync",
                it -> {
                    LinkEnd up = it.link();
                    String sync = up.proof().introduction().word(Introduction.SYNC);
                    judged(
                            it,
                            up,
                            "settings",
                            Introduction.SYNC,
                            sync.equals("true") ? "false" : "true");
                });
        verdict(list, "clock", "a clock of 1970", Introduction.CLOCK, "0");
        add(
                list,
                "up, with another max-clients",
                it -> {
                    LinkEnd up = it.link();
                    LinkEnd end = it.stranger();
                    Introduction same = up.proof().introduction();
                    Introduction own = end.proof().introduction().withSettingsOf(same);
                    end.prove(end.proof().with(own.with(Introduction.MAX_CLIENTS, "12345")))
                            .shakeHands();
                    end.requireUp();
                });
    }

    private static void verdict(
            CaseList list, String verdict, String what, int which, String word) {
        add(
                list,
                "the verdict " + verdict + ", and the end: " + what,
                it -> {
                    judged(it, it.link(), verdict, which, word);
                });
    }

    private static void judged(Bench bench, LinkEnd up, String verdict, int which, String word) {
        LinkEnd end = bench.stranger();
        Introduction own = end.proof().introduction().withSettingsOf(up.proof().introduction());
        String came = end.prove(end.proof().with(own.with(which, word))).shakeHands().verdict();
        if (!came.equals(verdict)) {
            throw end.talk().violation("the verdict " + verdict, came);
        }
        end.expectClosedWithoutAWord();
    }

    private static void addStrangers(CaseList list) {
        list.add(
                "R10",
                "of seventeen strangers the oldest gives way",
                Need.PEER,
                it -> {
                    LinkEnd oldest = it.stranger().challenge();
                    List<LinkEnd> others = new ArrayList<>();
                    for (int i = 0; i < STRANGERS; i++) {
                        others.add(it.stranger().challenge());
                    }
                    oldest.expectClosedWithoutAWord();
                    others.get(STRANGERS - 1).talk().expectSilence(Duration.ofMillis(50));
                });
        list.add(
                "R10",
                "a neighbour gets in past many strangers",
                Need.PEER,
                it -> {
                    for (int i = 0; i < 2 * STRANGERS; i++) {
                        it.stranger();
                    }
                    it.link();
                });
        list.add(
                "R10",
                "a stranger has 5 s",
                Need.SLOW_PEER,
                it -> {
                    LinkEnd end = it.stranger().challenge();
                    it.pause(Duration.ofSeconds(4));
                    end.talk().expectSilence(Duration.ofMillis(10));
                    it.pause(Duration.ofSeconds(2));
                    end.expectClosedWithoutAWord();
                });
    }

    private static void add(CaseList list, String title, Check check) {
        list.add(SENTENCE, title, Need.PEER, check);
    }
}
