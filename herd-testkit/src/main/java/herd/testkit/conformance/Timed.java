package herd.testkit.conformance;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out whether a difference is right without knowing the server's clock: between two commands
 * in the same packet whose client's time is 0, so that their differences are that clock.
 */
final class Timed {

    /** A clock that is set right meanwhile may go back a little; a wrong difference is farther off. */
    private static final BigInteger STEP = BigInteger.valueOf(10_000_000);

    private Timed() {}

    /** Sends one valid IAMAT, and checks its whole answer. */
    static At iamat(
            Bench bench, Talk talk, String line, String id, String coordinates, String time) {
        String before = bench.fresh();
        String after = bench.fresh();
        talk.send(zero(before) + line + '\n' + zero(after));
        At first = talk.expectAt(before, Bench.PLACE, "0");
        At at = talk.expectAt(id, coordinates, time);
        At last = talk.expectAt(after, Bench.PLACE, "0");
        talk.expectNothingMore();
        check(talk, first, at, last);
        return at;
    }

    /** Sends an IAMAT for each time in one packet, and checks all the answers. */
    static List<At> iamats(Bench bench, Talk talk, List<String> times) {
        String id = bench.fresh();
        StringBuilder lines = new StringBuilder(zero(id + 'a'));
        times.forEach(it -> lines.append("IAMAT " + id + " +1-1 " + it + '\n'));
        talk.send(lines.append(zero(id + 'z')).toString());
        At first = talk.expectAt(id + 'a', Bench.PLACE, "0");
        List<At> answers = new ArrayList<>();
        times.forEach(it -> answers.add(talk.expectAt(id, "+1-1", it)));
        At last = talk.expectAt(id + 'z', Bench.PLACE, "0");
        answers.forEach(it -> check(talk, first, it, last));
        return answers;
    }

    /** What the server's clock says, more or less. */
    static BigInteger clockNanos(Bench bench, Talk talk) {
        return talk.iamat(bench.fresh(), Bench.PLACE, "0").clockNanos();
    }

    private static String zero(String id) {
        return "IAMAT " + id + ' ' + Bench.PLACE + " 0\n";
    }

    private static void check(Talk talk, At first, At at, At last) {
        BigInteger clock = at.clockNanos();
        boolean between =
                clock.compareTo(first.clockNanos().subtract(STEP)) >= 0
                        && clock.compareTo(last.clockNanos().add(STEP)) <= 0;
        if (!between) {
            throw talk.violation(
                    "a difference that makes the server's clock "
                            + At.time(first.clockNanos())
                            + " or little more, as the line before does",
                    at.line());
        }
    }
}
