package herd.node;

import java.util.ArrayList;
import java.util.List;

/** Reads the plain kinds of values: numbers, yes or no, lists of names. */
final class Values {

    private Values() {}

    /** Reads a whole number. */
    static int number(Setting setting, int min, int max) throws ConfigException {
        long number = digits(setting.value(), 0, setting.value().length());
        if (number < min || number > max) {
            throw setting.bad("give a whole number from " + min + " to " + max);
        }
        return (int) number;
    }

    /** Reads yes or no. */
    static boolean flag(Setting setting) throws ConfigException {
        return switch (setting.value()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw setting.bad("give true or false");
        };
    }

    /** The parts between commas, without the blanks around them; none in a blank text. */
    static List<String> list(String text) {
        List<String> parts = new ArrayList<>();
        if (text.isBlank()) {
            return parts;
        }
        int from = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
            parts.add(text.substring(from, comma).strip());
            from = comma + 1;
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    /** The number that these characters spell with ASCII digits, or -1 if none or too large. */
    static long digits(String text, int from, int end) {
        if (from >= end) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
