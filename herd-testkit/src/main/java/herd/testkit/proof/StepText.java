package herd.testkit.proof;

import herd.testkit.Topology;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Steps as text and back: the name of the step and its components, with blanks between them. Bytes that
 * a shell, a line or a schedule would stumble over are spelled {@code \xNN}.
 */
final class StepText {

    private static final Map<String, Class<?>> KINDS =
            Arrays.stream(Step.class.getPermittedSubclasses())
                    .collect(Collectors.toUnmodifiableMap(StepText::kind, it -> it));

    /** The components of steps that name a server; two of them are the ends of a link. */
    private static final Set<String> SERVERS = Set.of("server", "one", "other", "from", "to");

    private StepText() {}

    /** The name of a kind of step: {@code black-hole}. */
    static String kind(Class<?> step) {
        return step.getSimpleName().replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    static String spell(Step step) {
        StringBuilder text = new StringBuilder(kind(step.getClass()));
        for (RecordComponent component : step.getClass().getRecordComponents()) {
            text.append(' ').append(escaped(value(step, component).toString()));
        }
        return text.toString();
    }

    /**
     * Checks that the servers that a step names are there, and linked if it is about their link.
     *
     * @throws IllegalArgumentException if one is not: it says which
     */
    static void requireFits(Step step, Topology topology) {
        List<String> servers = new ArrayList<>();
        for (RecordComponent component : step.getClass().getRecordComponents()) {
            if (SERVERS.contains(component.getName())) {
                servers.add(value(step, component).toString());
            }
        }
        for (String server : servers) {
            if (!topology.servers().contains(server)) {
                throw new IllegalArgumentException(
                        "no server " + server + "; there are " + topology.servers());
            }
        }
        if (servers.size() == 2
                && topology.links().stream()
                        .noneMatch(it -> it.joins(servers.get(0), servers.get(1)))) {
            throw new IllegalArgumentException(
                    "no link " + String.join("-", servers) + "; there are " + topology.links());
        }
    }

    static Timed readTimed(String line) {
        int blank = line.indexOf(' ');
        if (blank < 0 || !line.substring(0, blank).matches("\\d{1,12}")) {
            throw new IllegalArgumentException("no time and step: " + line);
        }
        return new Timed(Long.parseLong(line.substring(0, blank)), read(line.substring(blank + 1)));
    }

    static Step read(String text) {
        String[] words = text.split(" ", -1);
        Class<?> kind = KINDS.get(words[0]);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "no step "
                            + words[0]
                            + "; there are "
                            + KINDS.keySet().stream().sorted().toList());
        }
        RecordComponent[] components = kind.getRecordComponents();
        if (words.length != components.length + 1) {
            throw new IllegalArgumentException(
                    words[0] + " takes " + Arrays.toString(components) + ", not: " + text);
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            values.add(value(components[i], words[i + 1]));
        }
        return make(kind, components, values);
    }

    /** A step with another value of one of its components; empty if it has none of that name. */
    static Optional<Step> with(Step step, String name, Object value) {
        RecordComponent[] components = step.getClass().getRecordComponents();
        boolean has = false;
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : components) {
            boolean isIt = component.getName().equals(name);
            has |= isIt;
            values.add(isIt ? value : value(step, component));
        }
        return has ? Optional.of(make(step.getClass(), components, values)) : Optional.empty();
    }

    private static Object value(Step step, RecordComponent component) {
        try {
            return component.getAccessor().invoke(step);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record that cannot be read: " + step.getClass(), e);
        }
    }

    private static Step make(Class<?> kind, RecordComponent[] components, List<Object> values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = kind.getDeclaredConstructor(types);
            return (Step) constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record that cannot be made: " + kind, e);
        }
    }

    private static Object value(RecordComponent component, String word) {
        Class<?> type = component.getType();
        try {
            if (type == int.class) {
                return Integer.valueOf(word);
            }
            if (type == long.class) {
                return Long.valueOf(word);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    component.getName() + " is no whole number: " + word, e);
        }
        if (type == boolean.class) {
            if (!word.equals("true") && !word.equals("false")) {
                throw new IllegalArgumentException(
                        component.getName() + " is true or false, not " + word);
            }
            return Boolean.valueOf(word);
        }
        if (type.isEnum()) {
            return constant(type, word);
        }
        return unescaped(word);
    }

    private static Object constant(Class<?> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> it.toString().equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no " + type.getSimpleName() + ": " + word));
    }

    private static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > ' ' && c < 0x7f && "\\;'\"$`".indexOf(c) < 0) {
                text.append(c);
            } else {
                text.append("\\x%02x".formatted((int) c));
            }
        }
        return text.toString();
    }

    private static String unescaped(String word) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != '\\') {
                text.append(word.charAt(i));
            } else if (word.startsWith("\\x", i) && i + 4 <= word.length()) {
                text.append((char) hex(word, i + 2));
                i += 3;
            } else {
                throw new IllegalArgumentException("not \\xNN: " + word);
            }
        }
        return text.toString();
    }

    private static int hex(String word, int from) {
        try {
            return HexFormat.fromHexDigits(word, from, from + 2);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not \\xNN: " + word, e);
        }
    }
}
