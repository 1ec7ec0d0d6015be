package herd.testkit.conformance;

import java.time.Duration;

/** One answer each, and nothing else: C1 and C2. */
final class ConversationCases {

    private static final Duration QUIET = Duration.ofMillis(150);

    private ConversationCases() {}

    static void addTo(CaseList list) {
        addSilence(list);
        addCounts(list);
    }

    private static void addSilence(CaseList list) {
        list.add(
                "C1",
                "no banner: the first that comes is an answer",
                it -> {
                    it.talk().send("first\n").expectEcho("first");
                });
        list.add(
                "C1",
                "nothing comes before anything was sent",
                it -> {
                    it.talk().expectSilence(QUIET).expectNothingMore();
                });
        list.add(
                "C1",
                "nothing comes behind an answer",
                it -> {
                    Talk talk = it.talk();
                    talk.iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    talk.expectSilence(QUIET).expectNothingMore();
                });
        list.add(
                "C1",
                "no prompt after an unfinished line",
                it -> {
                    it.talk()
                            .send("unfin")
                            .expectSilence(QUIET)
                            .send("ished\n")
                            .expectEcho("unfinished");
                });
        list.add(
                "C1",
                "no farewell to who says nothing",
                it -> {
                    it.talk().halfClose().expectEnd();
                });
        list.add(
                "C1",
                "no farewell behind the last answer",
                it -> {
                    it.talk().send("bye\n").halfClose().expectEcho("bye").expectEnd();
                });
    }

    private static void addCounts(CaseList list) {
        list.add(
                "C2",
                "the same invalid line twice is answered twice",
                it -> {
                    it.talk().send("a\na\n").expectEcho("a").expectEcho("a").expectNothingMore();
                });
        list.add(
                "C2",
                "the same IAMAT three times is answered three times",
                it -> {
                    Talk talk = it.talk();
                    String id = it.fresh();
                    talk.send(("IAMAT " + id + " +1-1 1\n").repeat(3));
                    for (int i = 0; i < 3; i++) {
                        talk.expectAt(id, "+1-1", "1");
                    }
                    talk.expectNothingMore();
                });
        list.add(
                "C2",
                "a hundred blank lines get no answer",
                it -> {
                    it.talk().send("\n \n\t\r\n\n".repeat(25)).expectNothingMore();
                });
        list.add(
                "C2",
                "blank lines between others change nothing",
                it -> {
                    it.talk()
                            .send("\na\n\n\nb\n \n")
                            .expectEcho("a")
                            .expectEcho("b")
                            .expectNothingMore();
                });
        list.add("C2", "a thousand lines of all kinds get one answer each", it -> mixed(it, 1000));
    }

    static void mixed(Bench bench, int count) {
        Talk talk = bench.talk();
        String id = bench.fresh();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(i % 2 == 0 ? "IAMAT " + id + i + " +1-1 " + i : "line " + i)
                    .append("\n\r\n");
        }
        talk.send(all.toString());
        for (int i = 0; i < count; i++) {
            if (i % 2 == 0) {
                talk.expectAt(id + i, "+1-1", String.valueOf(i));
            } else {
                talk.expectEcho("line " + i);
            }
        }
        talk.expectNothingMore();
    }
}
