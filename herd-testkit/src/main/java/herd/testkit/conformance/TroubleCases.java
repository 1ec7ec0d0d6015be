package herd.testkit.conformance;

import herd.testkit.program.Shown;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Answers without places: C36 to C39. Whether there are any is not for the kit to say; so each of
 * these asks, and looks closely if the answer says that the places could not be had.
 */
final class TroubleCases {

    private static final Set<String> STATUS =
            Set.of("OVER_QUERY_LIMIT", "REQUEST_DENIED", "INVALID_REQUEST", "UNKNOWN_ERROR");

    private static final int SHORT_CHARS = 200;

    private static final List<Pattern> NEVER =
            List.of(
                    Pattern.compile("https?:"),
                    Pattern.compile("key=|AIza"),
                    Pattern.compile("[a-z]+\\.[a-z.]*[A-Z][A-Za-z]*(Exception|Error)"),
                    Pattern.compile("Traceback|\\bat [a-z]+\\.[a-zA-Z.]+\\("),
                    Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}"),
                    Pattern.compile("googleapis|localhost"));

    private TroubleCases() {}

    static void addTo(CaseList list) {
        list.add("C36", "every question is answered in time", it -> ask(it));
        list.add(
                "C36",
                "ten questions at once are all answered in time",
                it -> {
                    At at = it.talk().iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    List<Talk> talks = Stream.generate(it::talk).limit(10).toList();
                    talks.forEach(talk -> talk.send("WHATSAT " + at.id() + " 10 5\n"));
                    talks.forEach(talk -> it.places(talk, at));
                });
        list.add(
                "C37",
                "without places the results are empty, with a short message",
                it -> {
                    Places places = ask(it);
                    Object message = places.document().get("error_message");
                    boolean sound =
                            places.areTheServices()
                                    || places.results() == 0
                                            && message instanceof String words
                                            && !words.isEmpty()
                                            && words.length() <= SHORT_CHARS;
                    require(sound, "no results, and a short error_message", places);
                });
        list.add(
                "C38",
                "the status is one that the contract knows",
                it -> {
                    Places places = ask(it);
                    boolean known = places.areTheServices() || STATUS.contains(places.status());
                    require(known, "OK, ZERO_RESULTS or one of " + STATUS, places);
                });
        for (Pattern never : NEVER) {
            list.add(
                    "C39",
                    "no words that are not the herd's own: " + never,
                    it -> {
                        Places places = ask(it);
                        boolean clean =
                                places.areTheServices() || !never.matcher(places.body()).find();
                        require(clean, "nothing like " + never, places);
                    });
        }
    }

    private static Places ask(Bench bench) {
        Talk talk = bench.talk();
        At at = talk.iamat(bench.fresh(), Bench.PLACE, Bench.TIME);
        Places places = bench.places(talk.send("WHATSAT " + at.id() + " 10 5\n"), at);
        talk.expectNothingMore();
        return places;
    }

    private static void require(boolean holds, String expected, Places places) {
        if (!holds) {
            throw new Violation("a WHATSAT", expected, Shown.text(places.body()));
        }
    }
}
