package herd.testkit.conformance;

import java.util.List;
import java.util.Map;

/** What a WHATSAT is answered with, whether or not there are places: C31 to C35. */
final class WhatsatCases {

    private WhatsatCases() {}

    static void addTo(CaseList list) {
        addKnown(list);
        addShape(list);
        addBounds(list);
    }

    private static void addKnown(CaseList list) {
        list.add(
                "C31",
                "a client is known as soon as it was reported",
                it -> {
                    Talk talk = it.talk();
                    String id = it.fresh();
                    String question = "WHATSAT " + id + " 1 1";
                    talk.send(question + '\n').expectEcho(question);
                    At at = talk.iamat(id, Bench.PLACE, Bench.TIME);
                    it.places(talk.send(question + '\n'), at);
                });
        list.add(
                "C31",
                "a client is known to other connections",
                it -> {
                    At at = it.talk().iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    it.places(it.talk().send("WHATSAT " + at.id() + " 1 1\n"), at);
                });
        list.add(
                "C31",
                "an IAMAT that was invalid makes nobody known",
                it -> {
                    Talk talk = it.talk();
                    String id = it.fresh();
                    String bad = "IAMAT " + id + " +91-1 1";
                    String question = "WHATSAT " + id + " 1 1";
                    talk.send(bad + '\n' + question + '\n').expectEcho(bad).expectEcho(question);
                });
        list.add(
                "C32",
                "the same AT line each time, whatever was asked meanwhile",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), "+034.0680-0118.40", "0001520023934.50");
                    for (int i = 0; i < 3; i++) {
                        it.places(talk.send("WHATSAT " + at.id() + " 1 " + i + '\n'), at);
                    }
                    talk.expectNothingMore();
                });
        list.add(
                "C32",
                "the AT line of the newest, not of the last, report",
                it -> {
                    Talk talk = it.talk();
                    At newest = talk.iamat(it.fresh(), Bench.PLACE, "3000");
                    talk.iamat(newest.id(), Bench.ELSEWHERE, "1000");
                    talk.iamat(newest.id(), Bench.ELSEWHERE, "2000");
                    it.places(talk.send("WHATSAT " + newest.id() + " 1 1\n"), newest);
                });
    }

    private static void addShape(CaseList list) {
        list.add(
                "C33",
                "places are an object with results and a status",
                it -> {
                    Talk talk = it.talk();
                    Places places = ask(it, talk, Bench.PLACE, "10", 5);
                    if (places.results() < 0 || places.status().isEmpty()) {
                        throw talk.violation("an object with results and a status", places.body());
                    }
                });
        list.add(
                "C33",
                "there is one empty line, at the end",
                it -> {
                    Talk talk = it.talk();
                    ask(it, talk, Bench.PLACE, "50", 20);
                    talk.expectNothingMore();
                });
        list.add(
                "C33",
                "places begin at once behind the AT line",
                it -> {
                    Talk talk = it.talk();
                    Places places = ask(it, talk, Bench.PLACE, "10", 5);
                    if (!places.body().startsWith("{") || !places.body().endsWith("}")) {
                        throw talk.violation("{ at the beginning and } at the end", places.body());
                    }
                });
        list.add(
                "C33",
                "each result is an object with a name and a place",
                it -> {
                    Talk talk = it.talk();
                    Places places = ask(it, talk, Bench.PLACE, "50", 20);
                    for (Object result : (List<?>) places.document().get("results")) {
                        boolean sound =
                                result instanceof Map<?, ?> members
                                        && members.get("name") instanceof String
                                        && members.get("geometry") instanceof Map<?, ?>;
                        if (!sound) {
                            throw talk.violation(
                                    "a name and a geometry in each result", places.body());
                        }
                    }
                });
        list.add(
                "C35",
                "the AT line does not leave ahead of the places",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    for (int i = 0; i < 5; i++) {
                        talk.send("WHATSAT " + at.id() + " 10 0\n");
                        String first = it.firstPacket(talk);
                        if (first.length() <= at.line().length() + 1) {
                            throw talk.violation("the AT line and the places together", first);
                        }
                        it.restOfPlaces(talk, first);
                    }
                });
    }

    private static void addBounds(CaseList list) {
        for (int bound : new int[] {0, 1, 2, 19, 20}) {
            list.add(
                    "C34",
                    "no more than " + bound + " results",
                    it -> {
                        Talk talk = it.talk();
                        Places places = ask(it, talk, "+51.507400-0.127800", "50", bound);
                        if (places.results() > bound) {
                            throw talk.violation(
                                    "at most " + bound + " results", places.results() + " results");
                        }
                    });
        }
        list.add(
                "C34",
                "a smaller bound gives the first of the same results",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), "+51.507400-0.127800", "1");
                    Places many = it.places(talk.send("WHATSAT " + at.id() + " 50 20\n"), at);
                    Places few = it.places(talk.send("WHATSAT " + at.id() + " 50 3\n"), at);
                    if (many.status().equals("OK") && few.status().equals("OK")) {
                        List<?> all = (List<?>) many.document().get("results");
                        Object first = all.subList(0, Math.min(3, all.size()));
                        if (!first.equals(few.document().get("results"))) {
                            throw talk.violation("the first three of the twenty", few.body());
                        }
                    }
                });
        list.add(
                "C34",
                "everything but results is the same for every bound",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), "+51.507400-0.127800", "1");
                    Places many = it.places(talk.send("WHATSAT " + at.id() + " 20 20\n"), at);
                    Places none = it.places(talk.send("WHATSAT " + at.id() + " 20 0\n"), at);
                    if (many.areTheServices() && !many.status().equals(none.status())) {
                        throw talk.violation(
                                "the status " + many.status() + " as before", none.body());
                    }
                });
        list.add(
                "C34",
                "in the middle of an ocean there may be none, in the same form",
                it -> {
                    Talk talk = it.talk();
                    Places places = ask(it, talk, "-48.876700-123.393300", "1", 5);
                    boolean contradicts =
                            places.status().equals("ZERO_RESULTS") != (places.results() == 0)
                                    && places.areTheServices();
                    if (contradicts) {
                        throw talk.violation("results that fit the status", places.body());
                    }
                });
        for (String corner : List.of("+90-180", "-90+180", "+0+180", "-0-0")) {
            list.add(
                    "C36",
                    "a question at " + corner + " is answered",
                    it -> {
                        Talk talk = it.talk();
                        ask(it, talk, corner, "50", 20);
                        talk.expectNothingMore();
                    });
        }
    }

    private static Places ask(
            Bench bench, Talk talk, String coordinates, String radius, int bound) {
        At at = talk.iamat(bench.fresh(), coordinates, Bench.TIME);
        talk.send("WHATSAT " + at.id() + ' ' + radius + ' ' + bound + '\n');
        return bench.places(talk, at);
    }
}
