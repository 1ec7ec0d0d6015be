package herd.testkit.program;

import java.net.InetSocketAddress;
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

    private static final int GREATEST_PORT = 65_535;

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

    /**
     * The value of an option as a number that may have decimals.
     *
     * @throws UsageException if it is none, or not within the bounds, which are included
     */
    public double decimal(String name, double otherwise, double least, double most)
            throws UsageException {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[0-9]{1,15}(\\.[0-9]{1,15})?")) {
            throw new UsageException(name + " is no number such as 2 or 0.5: " + value);
        }
        double number = Double.parseDouble(value);
        if (number < least || number > most) {
            throw new UsageException(name + " is not from " + least + " to " + most + ": " + value);
        }
        return number;
    }

    /**
     * Reads {@code host:port} or {@code [::1]:port}, and looks the host up.
     *
     * @throws UsageException if it is no such address, or there is no such host
     */
    public static InetSocketAddress address(String text) throws UsageException {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(0, colon)).replaceAll("^\\[|]$", "");
        String port = text.substring(colon + 1);
        boolean sound = !host.isEmpty() && port.matches("[0-9]{1,5}");
        if (!sound || Integer.parseInt(port) < 1 || Integer.parseInt(port) > GREATEST_PORT) {
            throw new UsageException("no address such as 127.0.0.1:8000: " + text);
        }
        InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw new UsageException("no such host: " + host);
        }
        return address;
    }

    /** The words that are neither options nor values, in order. */
    public List<String> words() {
        return words;
    }
}
