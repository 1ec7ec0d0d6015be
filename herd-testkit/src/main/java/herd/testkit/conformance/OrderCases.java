package herd.testkit.conformance;

import java.util.ArrayList;
import java.util.List;

/** Answers in the order of the commands, of which nothing waits but the answers: C3 and C4. */
final class OrderCases {

    private OrderCases() {}

    static void addTo(CaseList list) {
        addOrder(list);
        addOnlyTheAnswerWaits(list);
    }

    private static void addOrder(CaseList list) {
        list.add(
                "C3",
                "an invalid line waits behind a WHATSAT",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    talk.send("WHATSAT " + at.id() + " 10 2\nlater\n");
                    it.places(talk, at);
                    talk.expectEcho("later").expectNothingMore();
                });
        list.add(
                "C3",
                "an IAMAT waits behind a WHATSAT",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    String later = it.fresh();
                    talk.send("WHATSAT " + at.id() + " 10 2\nIAMAT " + later + " +1-1 1\n");
                    it.places(talk, at);
                    talk.expectAt(later, "+1-1", "1");
                    talk.expectNothingMore();
                });
        list.add("C3", "a WHATSAT waits behind a WHATSAT", it -> questions(it, 2, 0));
        list.add("C3", "five WHATSATs with other lines between them", it -> questions(it, 5, 20));
        list.add(
                "C3",
                "a refused WHATSAT waits behind a good one",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    String unknown = "WHATSAT " + it.fresh() + " 10 2";
                    talk.send("WHATSAT " + at.id() + " 10 2\n" + unknown + '\n');
                    it.places(talk, at);
                    talk.expectEcho(unknown).expectNothingMore();
                });
    }

    private static void questions(Bench bench, int count, int linesBetween) {
        Talk talk = bench.talk();
        List<At> known = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            known.add(talk.iamat(bench.fresh(), i % 2 == 0 ? "+51.5-0.1" : "+1-" + i, "1"));
            all.append("WHATSAT " + known.get(i).id() + " 10 2\n");
            all.append(("between " + i + '\n').repeat(linesBetween));
        }
        talk.send(all.toString());
        for (int i = 0; i < count; i++) {
            bench.places(talk, known.get(i));
            for (int j = 0; j < linesBetween; j++) {
                talk.expectEcho("between " + i);
            }
        }
        talk.expectNothingMore();
    }

    private static void addOnlyTheAnswerWaits(CaseList list) {
        list.add(
                "C4",
                "a WHATSAT answers with the location known when it arrived",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, "1000");
                    String later = "IAMAT " + at.id() + " +1-1 2000\n";
                    talk.send("WHATSAT " + at.id() + " 10 2\n" + later);
                    it.places(talk, at);
                    talk.expectAt(at.id(), "+1-1", "2000");
                    talk.expectNothingMore();
                });
        list.add(
                "C4",
                "an IAMAT behind a WHATSAT is timed when it arrives",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, "1000");
                    String id = it.fresh();
                    talk.send(
                            "IAMAT "
                                    + id
                                    + " +1-1 0\nWHATSAT "
                                    + at.id()
                                    + " 5 1\nIAMAT "
                                    + id
                                    + " +1-1 0\n");
                    At before = talk.expectAt(id, "+1-1", "0");
                    it.places(talk, at);
                    long came =
                            Timed.clockNanos(it, it.talk())
                                    .subtract(before.clockNanos())
                                    .longValue();
                    At after = talk.expectAt(id, "+1-1", "0");
                    long timed = after.clockNanos().subtract(before.clockNanos()).longValue();
                    // Only where the look-up took its time can this be told from being timed late.
                    if (came > 20_000_000 && timed > came / 2) {
                        throw talk.violation(
                                "the third command to be timed "
                                        + came
                                        + " ns before its answer went",
                                timed + " ns after the first");
                    }
                });
        list.add(
                "C4",
                "an IAMAT behind a WHATSAT is stored when it arrives",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, "1000");
                    String id = it.fresh();
                    talk.send(
                            "WHATSAT "
                                    + at.id()
                                    + " 10 1\nIAMAT "
                                    + id
                                    + " +1-1 1\nWHATSAT "
                                    + id
                                    + " 1 0\n");
                    it.places(talk, at);
                    it.places(talk, talk.expectAt(id, "+1-1", "1"));
                    talk.expectNothingMore();
                });
        list.add(
                "C4",
                "a WHATSAT in the same packet knows the IAMAT before it",
                it -> {
                    Talk talk = it.talk();
                    String id = it.fresh();
                    talk.send("IAMAT " + id + " +1-1 1\nWHATSAT " + id + " 1 0\n");
                    it.places(talk, talk.expectAt(id, "+1-1", "1"));
                    talk.expectNothingMore();
                });
    }
}
