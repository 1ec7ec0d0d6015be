package herd.testkit.proof;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Steps as text and back: the name of the step and its components, with blanks between them. Bytes that
 * a shell, a line or a schedule would stumble over are spelled {@code \xNN}.
 */
final class StepText {

    private static final Map<String, Class<?>> KINDS =
            Arrays.stream(Step.class.getPermittedSubclasses())
                    .collect(Collectors.toUnmodifiableMap(StepText::kind, it -> it));

    private StepText() {}

    /** The name of a kind of step: {@code black-hole}. */
    static String kind(Class<?> step) {
        return step.getSimpleName().replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    static String spell(Step step) {
        StringBuilder text = new StringBuilder(kind(step.getClass()));
        try {
            for (RecordComponent component : step.getClass().getRecordComponents()) {
                String value = component.getAccessor().invoke(step).toString();
                text.append(' ').append(escaped(value));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record that cannot be read: " + step.getClass(), e);
        }
        return text.toString();
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
            values.add(value(components[i].getType(), words[i + 1]));
        }
        return make(kind, components, values);
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

    private static Object value(Class<?> type, String word) {
        if (type == int.class) {
            return Integer.valueOf(word);
        }
        if (type == long.class) {
            return Long.valueOf(word);
        }
        if (type == boolean.class) {
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
                text.append((char) Integer.parseInt(word.substring(i + 2, i + 4), 16));
                i += 3;
            } else {
                throw new IllegalArgumentException("not \\xNN: " + word);
            }
        }
        return text.toString();
    }
}
