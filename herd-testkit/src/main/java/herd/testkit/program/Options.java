package herd.testkit.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a command line says: options with a value ({@code --seed 7} or {@code --seed=7}), options
 * without one ({@code --slow}), and other words. Each option may be there once.
 *
 * <p><b>Threading.</b> Any thread: immutable.
 */
public final class Options {

    /** What a program ends with when all is well. */
    public static final int EXIT_WELL = 0;

    /** What a program ends with when it found what it was looking for: something wrong. */
    public static final int EXIT_FOUND = 1;

    /** What a program ends with when it was not told properly what to do. */
    public static final int EXIT_USAGE = 2;

    private final Map<String, String> values;
    private final Set<String> flags;
    private final List<String> words;

    private Options(Map<String, String> values, Set<String> flags, List<String> words) {
        this.values = Map.copyOf(values);
        this.flags = Set.copyOf(flags);
        this.words = List.copyOf(words);
    }

    /**
     * Reads a command line.
     *
     * @param withValue the options that have a value, as they are typed: {@code --seed}
     * @param without the options that have none
     * @throws UsageException if there is another option, a value is missing, or one is there twice
     */
    public static Options read(Set<String> withValue, Set<String> without, String... arguments)
            throws UsageException {
        Map<String, String> values = new HashMap<>();
        Set<String> flags = new HashSet<>();
        List<String> words = new ArrayList<>();
        for (int next = 0; next < arguments.length; next++) {
            String argument = arguments[next];
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!argument.startsWith("-")) {
                words.add(argument);
            } else if (withValue.contains(name)) {
                if (equals < 0 && next + 1 == arguments.length) {
                    throw new UsageException(name + " needs a value");
                }
                String value = equals < 0 ? arguments[++next] : argument.substring(equals + 1);
                if (values.put(name, value) != null) {
                    throw new UsageException(name + " is there twice");
                }
            } else if (!without.contains(argument)) {
                throw new UsageException("unknown option " + argument);
            } else if (!flags.add(argument)) {
                throw new UsageException(argument + " is there twice");
            }
        }
        return new Options(values, flags, words);
    }

    /** Whether an option without a value is there. */
    public boolean has(String flag) {
        return flags.contains(flag);
    }

    /** The value of an option, if it is there. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * The value of an option as a whole number.
     *
     * @throws UsageException if it is none, or not within the bounds, which are included
     */
    public long number(String name, long otherwise, long least, long most) throws UsageException {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(name + " is no whole number: " + value);
        }
        throw new UsageException(name + " is not from " + least + " to " + most + ": " + value);
    }

    /** The words that are neither options nor values, in order. */
    public List<String> words() {
        return words;
    }
}
