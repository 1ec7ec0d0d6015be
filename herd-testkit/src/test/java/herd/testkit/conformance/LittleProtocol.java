package herd.testkit.conformance;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@link LittleServer} makes of lines, with its defects. */
final class LittleProtocol {

    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);
    private static final BigInteger MAX_FUTURE = NANOS.multiply(BigInteger.valueOf(86_400));
    private static final long LOOK_UP_NANOS = 40_000_000;
    private static final Pattern DEGREES = Pattern.compile("([+-][0-9.]+)([+-][0-9.]+)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)");

    private final Set<Defect> defects;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final LittlePlaces places;

    LittleProtocol(Set<Defect> defects) {
        this.defects = defects;
        this.places = new LittlePlaces(defects);
    }

    private record Known(String at, BigInteger time, BigInteger receipt) {

        boolean replaces(Known other) {
            BigInteger own = time.min(receipt.add(MAX_FUTURE));
            int order = own.compareTo(other.time.min(other.receipt.add(MAX_FUTURE)));
            order = order == 0 ? time.compareTo(other.time) : order;
            order = order == 0 ? other.receipt.compareTo(receipt) : order;
            return order > 0;
        }
    }

    Client client() {
        return new Client();
    }

    /** Waits as long as a service would take; returns the same. */
    static byte[] later(byte[] answer) {
        LockSupport.parkNanos(LOOK_UP_NANOS);
        return answer;
    }

    private boolean has(Defect defect) {
        return defects.contains(defect);
    }

    /** What one connection remembers. */
    final class Client {

        private final List<String> reported = new ArrayList<>();
        private final List<Supplier<byte[]>> overtaken = new ArrayList<>();
        private volatile boolean invalid;

        boolean wasInvalid() {
            return invalid;
        }

        void left() {
            if (has(Defect.FORGETS_WHO_LEFT)) {
                reported.forEach(known::remove);
            }
        }

        List<Supplier<byte[]>> answers(String line, boolean tooLong) {
            List<String> fields = fields(line);
            if (fields.isEmpty() && !tooLong && !has(Defect.ANSWERS_BLANK_LINES)) {
                return List.of();
            }
            Supplier<byte[]> answer =
                    (tooLong ? Optional.<Supplier<byte[]>>empty() : command(fields))
                            .orElseGet(() -> echo(line));
            boolean waits = !fields.isEmpty() && fields.get(0).equals("WHATSAT") && !invalid;
            if (waits && has(Defect.LETS_ANSWERS_OVERTAKE)) {
                overtaken.add(answer);
                return List.of();
            }
            List<Supplier<byte[]>> answers = new ArrayList<>();
            if (!(invalid && has(Defect.THINKS_INVALID_IS_BLANK))) {
                answers.add(answer);
            }
            if (has(Defect.ANSWERS_TWICE) && reported.size() > 1) {
                answers.add(answer);
            }
            if (has(Defect.PROMPTS)) {
                answers.add(() -> bytes("> "));
            }
            answers.addAll(overtaken);
            overtaken.clear();
            return answers;
        }

        private Supplier<byte[]> echo(String line) {
            invalid = true;
            byte[] echo = bytes("? " + (has(Defect.STRIPS_ECHOES) ? line.strip() : line) + '\n');
            return () -> echo;
        }

        private Optional<Supplier<byte[]>> command(List<String> fields) {
            invalid = false;
            String word = fields.isEmpty() ? "" : fields.get(0);
            word = has(Defect.TAKES_ANY_CASE) ? word.toUpperCase() : word;
            boolean four =
                    fields.size() == 4 || fields.size() == 5 && has(Defect.TAKES_FIVE_FIELDS);
            if (four && word.equals("IAMAT")) {
                return iamat(fields.get(1), fields.get(2), fields.get(3));
            } else if (four && word.equals("WHATSAT")) {
                return whatsat(fields.get(1), fields.get(2), fields.get(3));
            } else if (word.equals("AT") && fields.size() == 6 && has(Defect.BELIEVES_AT_LINES)) {
                known.put(
                        fields.get(3),
                        new Known(String.join(" ", fields), BigInteger.ZERO, BigInteger.ZERO));
                return Optional.of(() -> new byte[0]);
            }
            return Optional.empty();
        }

        private Optional<Supplier<byte[]>> iamat(String id, String coordinates, String time) {
            if (!isOnEarth(coordinates) || !isTime(time)) {
                return Optional.empty();
            }
            BigInteger sent = nanos(time.replaceFirst("^[+-]", ""));
            BigInteger now = now();
            String place = has(Defect.RESPELLS_COORDINATES) ? respelled(coordinates) : coordinates;
            String space = has(Defect.SENDS_TWO_SPACES) ? "  " : " ";
            String rest = space + id + ' ' + place + ' ' + time;
            String at = "AT Little " + difference(now, sent) + rest;
            store(key(id), new Known(at, sent, now));
            reported.add(key(id));
            return Optional.of(
                    () ->
                            bytes(
                                    has(Defect.TIMES_WHEN_IT_ANSWERS)
                                            ? "AT Little " + difference(now(), sent) + rest + '\n'
                                            : at + '\n'));
        }

        private Optional<Supplier<byte[]>> whatsat(String id, String radius, String bound) {
            Known it = known.get(key(id));
            if (it == null && has(Defect.KNOWS_EVERYBODY)) {
                it = new Known("AT Little +0.000000000 " + id + " +0+0 0", now(), now());
            }
            if (it == null || !isRadius(radius) || !isBound(bound)) {
                return Optional.empty();
            }
            String at = it.at();
            BigInteger sent = it.time();
            int most = new BigInteger(bound.replace("+", "")).intValue();
            return Optional.of(
                    () -> {
                        String line = at;
                        if (has(Defect.KNOWS_WHAT_CAME_LATER)) {
                            later(new byte[0]);
                            line = known.get(key(id)).at();
                        } else if (has(Defect.TIMES_AT_EACH_QUESTION)) {
                            String[] words = line.split(" ", 4);
                            line = "AT Little " + difference(now(), sent) + ' ' + words[3];
                        }
                        if (has(Defect.TIMES_WHEN_IT_ANSWERS)
                                || has(Defect.DROPS_ANSWERS_AT_HALF_CLOSE)) {
                            later(new byte[0]);
                        }
                        return bytes(line + '\n' + places.answer(most));
                    });
        }
    }

    private void store(String id, Known it) {
        known.merge(id, it, (old, next) -> replaces(next, old) ? next : old);
    }

    private boolean replaces(Known next, Known old) {
        if (has(Defect.LETS_THE_OLDER_REPLACE)) {
            return true;
        } else if (has(Defect.LETS_THE_SAME_REPLACE)) {
            return next.time().compareTo(old.time()) >= 0;
        } else if (has(Defect.COMPARES_SECONDS_ONLY)) {
            return next.time().divide(NANOS).compareTo(old.time().divide(NANOS)) > 0;
        }
        return next.replaces(old);
    }

    private String key(String id) {
        return has(Defect.KNOWS_IDS_IN_ANY_CASE) ? id.toLowerCase() : id;
    }

    private List<String> fields(String line) {
        String white = " \\t\\n\\x0b\\f";
        white += has(Defect.TAKES_CR_FOR_A_BYTE) ? "" : "\\r";
        white += has(Defect.SPLITS_AT_SEPARATORS) ? "\\x1c-\\x1f\\x85\\xa0" : "";
        String text = line;
        if (has(Defect.THINKS_IN_UTF_8)) {
            text = new String(bytes(line), StandardCharsets.UTF_8);
            text = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        }
        return Arrays.stream(text.split("[" + white + "]+")).filter(it -> !it.isEmpty()).toList();
    }

    private boolean isOnEarth(String coordinates) {
        String text = coordinates;
        if (has(Defect.TAKES_EXPONENTS)) {
            text = text.replaceAll("[eE][+-]?[0-9]+", "");
        }
        if (has(Defect.NEEDS_NO_SIGN) && text.matches("[0-9.]+[+-].*")) {
            text = "+" + text;
        }
        Matcher degrees = DEGREES.matcher(text);
        return degrees.matches()
                && isWithin(degrees.group(1), 90)
                && isWithin(degrees.group(2), 180);
    }

    private boolean isWithin(String number, int most) {
        if (!NUMBER.matcher(number).matches()) {
            return false;
        }
        if (has(Defect.MEASURES_DEGREES_IN_DOUBLES)) {
            return Math.abs(Double.parseDouble(number)) <= most;
        }
        return new BigDecimal(number).abs().compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    private boolean isTime(String time) {
        String sign = has(Defect.TAKES_SIGNED_TIMES) ? "[+-]?" : "";
        String digits = has(Defect.TAKES_LONGER_TIMES) ? "[0-9]+" : "[0-9]{1,18}";
        return time.matches(sign + digits + "(\\.[0-9]+)?");
    }

    private boolean isRadius(String radius) {
        String sign = has(Defect.TAKES_SIGNED_RADII) ? "[+-]?" : "";
        if (!radius.matches(sign + "[0-9]+(\\.[0-9]+)?")) {
            return false;
        }
        return has(Defect.MEASURES_RADII_IN_DOUBLES)
                ? Double.parseDouble(radius) <= 50
                : new BigDecimal(radius).compareTo(BigDecimal.valueOf(50)) <= 0;
    }

    private boolean isBound(String bound) {
        if (!bound.matches("[0-9]+")) {
            return false;
        }
        BigInteger number = new BigInteger(bound);
        return has(Defect.LETS_BOUNDS_OVERFLOW)
                ? number.intValue() >= 0 && number.intValue() <= 20
                : number.compareTo(BigInteger.valueOf(20)) <= 0;
    }

    private BigInteger nanos(String time) {
        if (has(Defect.ROUNDS_THE_TENTH_DIGIT)) {
            return new BigDecimal(time).setScale(9, RoundingMode.HALF_UP).unscaledValue();
        }
        return new BigDecimal(time).setScale(9, RoundingMode.DOWN).unscaledValue();
    }

    private static BigInteger now() {
        Instant now = Instant.now();
        return BigInteger.valueOf(now.getEpochSecond())
                .multiply(NANOS)
                .add(BigInteger.valueOf(now.getNano()));
    }

    private String difference(BigInteger now, BigInteger sent) {
        BigDecimal exact = new BigDecimal(now.subtract(sent), 9);
        if (has(Defect.RECKONS_IN_DOUBLES)) {
            double difference =
                    new BigDecimal(now, 9).doubleValue() - new BigDecimal(sent, 9).doubleValue();
            exact = new BigDecimal(difference).setScale(9, RoundingMode.HALF_UP);
        } else if (has(Defect.ROUNDS_TO_MICROSECONDS)) {
            exact = exact.setScale(6, RoundingMode.HALF_UP).setScale(9);
        }
        boolean negative = exact.signum() < 0;
        if (has(Defect.LOSES_THE_SIGN_OF_ZERO) && exact.abs().compareTo(BigDecimal.ONE) < 0) {
            negative = false;
        }
        return (negative ? "-" : "+") + exact.abs().toPlainString();
    }

    private static String respelled(String coordinates) {
        Matcher degrees = DEGREES.matcher(coordinates);
        return degrees.matches()
                ? String.format(
                        "%+f%+f",
                        Double.parseDouble(degrees.group(1)), Double.parseDouble(degrees.group(2)))
                : coordinates;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
