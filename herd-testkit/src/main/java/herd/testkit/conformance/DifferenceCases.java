package herd.testkit.conformance;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The difference, exact to the nanosecond: C26. */
final class DifferenceCases {

    private static final BigInteger NANOS = At.NANOS;
    private static final BigInteger MILLI = BigInteger.valueOf(1_000_000);
    private static final int SAMPLES = 24;

    private DifferenceCases() {}

    static void addTo(CaseList list) {
        addNearZero(list);
        addFarAway(list);
        addExactness(list);
    }

    private static void addNearZero(CaseList list) {
        near(list, "half a second behind the server", 500, 40);
        near(list, "half a second ahead: the sign of -0.5 stays", -500, 40);
        near(list, "a second and a half ahead: -1.5, not -2.5 or -0.5", -1500, 40);
        near(list, "hundreds of times about the server's clock: both signs, zeros kept", 0, 400);
        list.add(
                "C26",
                "whole seconds without needless zeros, from -12 s to 12 s",
                it -> {
                    Talk talk = it.talk();
                    BigInteger clock = Timed.clockNanos(it, talk);
                    List<String> times = new ArrayList<>();
                    for (int seconds = -12; seconds <= 12; seconds++) {
                        times.add(
                                At.time(
                                        clock.subtract(
                                                NANOS.multiply(BigInteger.valueOf(seconds)))));
                    }
                    Timed.iamats(it, talk, times);
                    talk.expectNothingMore();
                });
    }

    /** Times about one that makes the difference about so many milliseconds, a ms apart. */
    private static void near(CaseList list, String title, int millis, int count) {
        list.add(
                "C26",
                title,
                it -> {
                    Talk talk = it.talk();
                    BigInteger clock = Timed.clockNanos(it, talk);
                    List<String> times = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        BigInteger away =
                                BigInteger.valueOf(count / 2 - i - millis).multiply(MILLI);
                        times.add(At.time(clock.add(away).add(BigInteger.valueOf(7L * i))));
                    }
                    Timed.iamats(it, talk, times);
                    talk.expectNothingMore();
                });
    }

    private static void addFarAway(CaseList list) {
        for (String time :
                List.of(
                        "0.000000001",
                        "0.999999999",
                        "999999999999999999.999999999",
                        "999999999999999999.000000001",
                        "9223372036.854775807",
                        "9223372036.854775808",
                        "4102444800.000000000000000000009",
                        "100000000000.1")) {
            list.add(
                    "C26",
                    "exact for the time " + time,
                    it -> {
                        String id = it.fresh();
                        String line = "IAMAT " + id + " +1-1 " + time;
                        Timed.iamat(it, it.talk(), line, id, "+1-1", time);
                    });
        }
    }

    private static void addExactness(CaseList list) {
        grid(list, "not rounded to milliseconds", new BigDecimal("1e-3"));
        grid(list, "not rounded to microseconds", new BigDecimal("1e-6"));
        grid(list, "not rounded to a tenth of a microsecond", new BigDecimal("1e-7"));
        grid(list, "not rounded to ten nanoseconds", new BigDecimal("1e-8"));
        // What is left of today's time in a double, 2^-22 s, and in the doubles next to it.
        grid(list, "not reckoned with doubles (2^-22 s)", half(22));
        grid(list, "not reckoned with doubles (2^-23 s)", half(23));
        list.add(
                "C26",
                "nine digits count, and none is rounded",
                it -> {
                    Talk talk = it.talk();
                    String base = "1520023934.123456789";
                    Timed.iamats(it, talk, List.of(base, base + "4", base + "5", base + "999999"));
                    talk.expectNothingMore();
                });
        list.add(
                "C26",
                "missing digits are zeros",
                it -> {
                    Talk talk = it.talk();
                    Timed.iamats(
                            it,
                            talk,
                            List.of(
                                    "1520023934",
                                    "1520023934.5",
                                    "1520023934.05",
                                    "1520023934.005"));
                    talk.expectNothingMore();
                });
        list.add(
                "C26",
                "the clock goes on between two commands",
                it -> {
                    Talk talk = it.talk();
                    BigInteger before = Timed.clockNanos(it, talk);
                    it.pause(Duration.ofMillis(30));
                    At after = talk.iamat(it.fresh(), Bench.PLACE, "0");
                    if (after.clockNanos().compareTo(before.add(BigInteger.valueOf(15_000_000)))
                            < 0) {
                        throw talk.violation("a difference that is 30 ms greater", after.line());
                    }
                });
    }

    private static BigDecimal half(int times) {
        return BigDecimal.ONE.divide(BigDecimal.valueOf(2).pow(times));
    }

    /**
     * Finds rounding by what all differences have in common: whatever the server's clock can tell
     * apart, the differences from such times cannot all be multiples of the same step.
     */
    private static void grid(CaseList list, String title, BigDecimal step) {
        list.add(
                "C26",
                title,
                it -> {
                    Talk talk = it.talk();
                    List<String> times = new ArrayList<>();
                    for (int i = 0; i < SAMPLES; i++) {
                        times.add(
                                "1520023934."
                                        + String.format(
                                                "%09d", 104_729_137L * (i + 3) % 999_999_937));
                    }
                    List<At> answers = Timed.iamats(it, talk, times);
                    if (answers.stream().allMatch(at -> isOn(at, step))) {
                        throw talk.violation(
                                "differences exact to the nanosecond",
                                "only multiples of " + step.round(new MathContext(3)) + " s");
                    }
                });
    }

    private static boolean isOn(At at, BigDecimal step) {
        BigDecimal difference = new BigDecimal(at.differenceNanos(), 9);
        BigDecimal whole = difference.divide(step, 0, RoundingMode.HALF_EVEN);
        BigDecimal off = difference.subtract(whole.multiply(step)).abs();
        return off.compareTo(new BigDecimal("0.000000001")) < 0;
    }
}
