package herd.testkit.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who is let in at the neighbour port, and what comes of it: the handshake, and rule 10. */
final class HandshakeCases {

    private static final String SENTENCE = "Handshake";
    private static final int STRANGERS = 16;

    private HandshakeCases() {}

    static void addTo(CaseList list) {
        addSound(list);
        RefusalCases.addTo(list);
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
                            line.replace(
                                    "PROOF " + mac + " -", "PROOF " + "0".repeat(64) + ' ' + mac);
                    end.talk().send(swapped + '\n').line("an answer with a proof");
                });
    }

    private static String incarnation(LinkEnd end) {
        return end.proof().answer().introduction().word(Introduction.INCARNATION);
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

    static void add(CaseList list, String title, Check check) {
        list.add(SENTENCE, title, Need.PEER, check);
    }
}
