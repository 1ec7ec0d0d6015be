package herd.protocol;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Rows of tables of lines, each line with the sentence that it stands for. */
final class Rows {

    private Rows() {}

    static Stream<Arguments> located(String sentence, String... coordinates) {
        return Arrays.stream(coordinates)
                .map(each -> arguments(sentence, "IAMAT k " + each + " 1520023934.9"));
    }

    static Stream<Arguments> timed(String sentence, String... times) {
        return Arrays.stream(times).map(each -> arguments(sentence, "IAMAT k +1-1 " + each));
    }

    static Stream<Arguments> asked(String sentence, String... tails) {
        return Arrays.stream(tails).map(each -> arguments(sentence, "WHATSAT k " + each));
    }

    static Stream<Arguments> rows(String sentence, String... lines) {
        return Arrays.stream(lines).map(each -> arguments(sentence, each));
    }
}
