package herd.testkit.conformance;

/** How connections end: C6, C7 and C10. */
final class HalfCloseCases {

    private HalfCloseCases() {}

    static void addTo(CaseList list) {
        addHalfClose(list);
        addLastLine(list);
        addBroken(list);
    }

    private static void addHalfClose(CaseList list) {
        list.add(
                "C6",
                "an IAMAT, and the end in the same breath",
                it -> {
                    Talk talk = it.talk();
                    String id = it.fresh();
                    talk.send("IAMAT " + id + " +1-1 1\n").halfClose().expectAt(id, "+1-1", "1");
                    talk.expectEnd();
                });
        list.add(
                "C6",
                "a WHATSAT, and the end: the places still come",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    talk.send("WHATSAT " + at.id() + " 10 3\n").halfClose();
                    it.places(talk, at);
                    talk.expectEnd();
                });
        list.add(
                "C6",
                "an IAMAT and a WHATSAT in one packet, and the end",
                it -> {
                    Talk talk = it.talk();
                    String id = it.fresh();
                    talk.send("IAMAT " + id + " +1-1 1\nWHATSAT " + id + " 10 3\n").halfClose();
                    it.places(talk, talk.expectAt(id, "+1-1", "1"));
                    talk.expectEnd();
                });
        list.add(
                "C6",
                "a thousand lines, and the end",
                it -> {
                    Talk talk = it.talk();
                    StringBuilder lines = new StringBuilder();
                    for (int i = 0; i < 1000; i++) {
                        lines.append("line ").append(i).append('\n');
                    }
                    talk.send(lines.toString()).halfClose();
                    for (int i = 0; i < 1000; i++) {
                        talk.expectEcho("line " + i);
                    }
                    talk.expectEnd();
                });
        list.add(
                "C6",
                "five hundred kilobytes of answers, and the end",
                it -> {
                    Talk talk = it.talk();
                    String line = "x".repeat(999);
                    talk.send((line + '\n').repeat(500)).halfClose();
                    for (int i = 0; i < 500; i++) {
                        talk.expectEcho(line);
                    }
                    talk.expectEnd();
                });
        list.add("C6", "the end after nothing", it -> it.talk().halfClose().expectEnd());
        list.add(
                "C6",
                "the end after blank lines",
                it -> {
                    it.talk().send("\n \r\n").halfClose().expectEnd();
                });
        list.add(
                "C6",
                "the end some time after the last answer",
                it -> {
                    it.talk().send("a\n").expectEcho("a").halfClose().expectEnd();
                });
    }

    private static void addLastLine(CaseList list) {
        list.add(
                "C7",
                "an IAMAT without an end",
                it -> {
                    Talk talk = it.talk();
                    String id = it.fresh();
                    talk.send("IAMAT " + id + " +1-1 1").halfClose().expectAt(id, "+1-1", "1");
                    talk.expectEnd();
                });
        list.add(
                "C7",
                "a WHATSAT without an end",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    talk.send("WHATSAT " + at.id() + " 10 3").halfClose();
                    it.places(talk, at);
                    talk.expectEnd();
                });
        list.add(
                "C7",
                "an IAMAT with half an end, \\r",
                it -> {
                    Talk talk = it.talk();
                    String id = it.fresh();
                    talk.send("IAMAT " + id + " +1-1 1\r").halfClose().expectAt(id, "+1-1", "1");
                    talk.expectEnd();
                });
        list.add(
                "C7",
                "an invalid line without an end",
                it -> {
                    it.talk()
                            .send("first\nsecond")
                            .halfClose()
                            .expectEcho("first")
                            .expectEcho("second")
                            .expectEnd();
                });
        list.add(
                "C7",
                "white space without an end is blank",
                it -> {
                    it.talk().send("first\n \t\r").halfClose().expectEcho("first").expectEnd();
                });
        list.add(
                "C7",
                "nothing behind the last end is no line",
                it -> {
                    it.talk().send("first\n").halfClose().expectEcho("first").expectEnd();
                });
        list.add(
                "C7",
                "what was stored by a last line without an end is known",
                it -> {
                    Talk talk = it.talk();
                    String id = it.fresh();
                    At at =
                            talk.send("IAMAT " + id + " +1-1 1")
                                    .halfClose()
                                    .expectAt(id, "+1-1", "1");
                    talk.expectEnd();
                    Talk other = it.talk().send("WHATSAT " + id + " 1 0\n");
                    it.places(other, at);
                });
        list.add("C7", "a line of the limit without an end", it -> unfinished(it, 0));
        list.add("C7", "a line over the limit without an end", it -> unfinished(it, 1));
    }

    private static void unfinished(Bench bench, int more) {
        String line = "z".repeat(bench.target().maxLineBytes() + more);
        bench.talk().send(line).halfClose().expectEcho(line).expectEnd();
    }

    /** Others come and go: a server that does anything for one who left has done it by then. */
    private static void letItBeNoticed(Bench bench) {
        for (int i = 0; i < 20; i++) {
            bench.talk().send("passing by\n").expectEcho("passing by").close();
        }
    }

    private static void addBroken(CaseList list) {
        list.add(
                "C10",
                "what was reported stays when the connection is reset",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    talk.reset();
                    letItBeNoticed(it);
                    Talk other = it.talk().send("WHATSAT " + at.id() + " 1 1\n");
                    it.places(other, at);
                    other.expectNothingMore();
                });
        list.add(
                "C10",
                "what was reported stays when the client closes",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    talk.close();
                    letItBeNoticed(it);
                    it.places(it.talk().send("WHATSAT " + at.id() + " 1 1\n"), at);
                });
        list.add(
                "C10",
                "a reset with a question open harms nobody",
                it -> {
                    At at = it.talk().iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    for (int i = 0; i < 3; i++) {
                        it.talk().send("WHATSAT " + at.id() + " 10 5\nand\n").reset();
                    }
                    it.places(it.talk().send("WHATSAT " + at.id() + " 10 5\n"), at);
                });
        list.add(
                "C10",
                "an unfinished IAMAT is not carried out when the connection is reset",
                it -> {
                    String id = it.fresh();
                    it.talk().send("before\nIAMAT " + id + " +1-1 1").expectEcho("before").reset();
                    String question = "WHATSAT " + id + " 1 1";
                    it.talk().send(question + '\n').expectEcho(question);
                });
        list.add(
                "C10",
                "fifty connections are reset in the middle of a line",
                it -> {
                    Talk patient = it.talk().send("half");
                    for (int i = 0; i < 50; i++) {
                        it.talk().send("IAMAT x" + i).reset();
                    }
                    patient.send(" a line\n").expectEcho("half a line").expectNothingMore();
                    it.talk().expectNothingMore();
                });
    }
}
