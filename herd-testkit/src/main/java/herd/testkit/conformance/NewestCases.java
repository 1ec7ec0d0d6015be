package herd.testkit.conformance;

import java.time.Duration;

/** Which of two locations of a client stays: C27, and rule 2 of flooding. */
final class NewestCases {

    private static final Duration TICK = Duration.ofMillis(20);

    private NewestCases() {}

    static void addTo(CaseList list) {
        addTimes(list);
        addTies(list);
        addFuture(list);
    }

    private static void addTimes(CaseList list) {
        keeps(list, "an older location is answered, and changes nothing", "2000", "1000");
        keeps(list, "older by a nanosecond", "2000.000000001", "2000");
        keeps(list, "older by a nanosecond across the second", "2000", "1999.999999999");
        keeps(list, "older, with more digits", "2000", "0000000001000.5");
        takes(list, "a newer location replaces", "1000", "2000");
        takes(list, "newer by a nanosecond", "2000", "2000.000000001");
        takes(list, "newer by a nanosecond across the second", "1999.999999999", "2000");
        takes(list, "numbers are compared, not text", "999", "1000");
        takes(list, "a fraction of one digit against nine", "2000.499999999", "2000.5");
        takes(
                list,
                "nanoseconds that a double cannot tell apart",
                "1520023934.918963997",
                "1520023934.918963998");
        list.add(
                "C27",
                "an older location at another connection changes nothing",
                it -> {
                    At first = it.talk().iamat(it.fresh(), Bench.PLACE, "2000");
                    Talk talk = it.talk();
                    talk.iamat(first.id(), Bench.ELSEWHERE, "1000");
                    it.places(talk.send("WHATSAT " + first.id() + " 1 1\n"), first);
                });
        list.add(
                "C27",
                "of many in one packet the newest stays",
                it -> {
                    Talk talk = it.talk();
                    String id = it.fresh();
                    StringBuilder all = new StringBuilder();
                    for (int i = 0; i < 100; i++) {
                        all.append("IAMAT " + id + " +1-1 " + (i * 37 % 100) + '\n');
                    }
                    talk.send(all.toString());
                    At newest = null;
                    for (int i = 0; i < 100; i++) {
                        At at = talk.expectAt(id, "+1-1", String.valueOf(i * 37 % 100));
                        newest = at.time().equals("99") ? at : newest;
                    }
                    it.places(talk.send("WHATSAT " + id + " 1 1\n"), newest);
                });
    }

    private static void addTies(CaseList list) {
        keeps(list, "the same report again: the first receipt stays", "2000", "2000");
        keeps(list, "the same time at another place: the first witness stays", "2000", "2000");
        keeps(list, "leading zeros make no newer time", "2000", "0002000");
        keeps(list, "zeros at the end make no newer time", "2000", "2000.000000000000");
        list.add(
                "C24",
                "a tenth digit makes no newer time",
                it -> stays(it, "2000.123456789", "2000.1234567899", true));
    }

    private static void addFuture(CaseList list) {
        keeps(list, "ages ago, both of them", "0.000000002", "0.000000001");
        takes(list, "ages ago, and newer", "0.000000001", "0.000000002");
        rule(
                list,
                "a clock ages ahead does not freeze its client: 3000, then 2900",
                "32503680000",
                "29348006400");
        rule(
                list,
                "the greatest time of all does not freeze its client",
                "999999999999999999",
                "29348006400");
    }

    private static void keeps(CaseList list, String title, String first, String second) {
        list.add("C27", title, it -> stays(it, first, second, true));
    }

    private static void takes(CaseList list, String title, String first, String second) {
        list.add("C27", title, it -> stays(it, first, second, false));
    }

    private static void rule(CaseList list, String title, String first, String second) {
        list.add("R2", title, it -> stays(it, first, second, false));
    }

    private static void stays(Bench bench, String first, String second, boolean theFirst) {
        Talk talk = bench.talk();
        At one = talk.iamat(bench.fresh(), Bench.PLACE, first);
        // So that the second is received later, also by a clock that does not tell much apart.
        bench.pause(TICK);
        At other =
                talk.iamat(one.id(), first.equals(second) ? Bench.PLACE : Bench.ELSEWHERE, second);
        bench.places(talk.send("WHATSAT " + one.id() + " 10 1\n"), theFirst ? one : other);
        talk.expectNothingMore();
    }
}
