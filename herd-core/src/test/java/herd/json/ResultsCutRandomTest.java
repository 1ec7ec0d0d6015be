package herd.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The cut against one that is slow and obviously right, over documents made up by chance. */
class ResultsCutRandomTest {

    private static final long SEED = 20180302;
    private static final int ROUNDS = 20_000;

    @Test
    void cutsAsTheSlowOneDoes() {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(SEED + round);
            String document = new Documents(random).document();
            if (random.nextInt(4) == 0) {
                document = damaged(document, random);
            }
            int bound = random.nextInt(4);
            String what = "seed " + (SEED + round) + ", bound " + bound + ": " + document;
            assertEquals(new SlowCut(document).upTo(bound), cut(document, bound), what);
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            assertEquals(
                    Json.textMember(bytes, "status"),
                    ResultsCut.read(bytes).flatMap(ResultsCut::status),
                    what);
        }
    }

    private static Optional<String> cut(String document, int bound) {
        return ResultsCut.read(document.getBytes(StandardCharsets.UTF_8))
                .map(cut -> new String(cut.upTo(bound), StandardCharsets.UTF_8));
    }

    /** One character dropped, doubled or swapped for another. */
    private static String damaged(String text, Random random) {
        if (text.isEmpty()) {
            return text;
        }
        int at = random.nextInt(text.length());
        String other = String.valueOf("{}[]:,\"\\ 0-.eu\n".charAt(random.nextInt(15)));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + other + text.substring(at);
            default -> text.substring(0, at) + other + text.substring(at + 1);
        };
    }

    /** Documents in which there is a lot to get wrong. */
    private static final class Documents {
        private static final List<String> NAMES =
                List.of("results", "\\u0072esults", "result\\u0073", "a", "", "results ", "status");
        private static final List<String> BLANKS =
                List.of("", "", "", " ", "\n", "\n\n", "\r\n", "\r\n\r\n", "\t", "\n   ", "\n \n");
        private static final List<String> PLAIN =
                List.of(
                        "0",
                        "-1.5e3",
                        "true",
                        "null",
                        "\"\"",
                        "\"results\"",
                        "\"],[\"",
                        "\"\\\"]\"",
                        "\"\\\\\"",
                        "\"\\n\\n\"",
                        "\"\u00e9\u20ac\"",
                        "\"{\\u005d\"");

        private final Random random;

        Documents(Random random) {
            this.random = random;
        }

        String document() {
            return blank() + (random.nextInt(8) == 0 ? value(3) : object(3)) + blank();
        }

        private String value(int depth) {
            int kind = depth == 0 ? 2 : random.nextInt(4);
            return switch (kind) {
                case 0 -> object(depth - 1);
                case 1 -> array(depth - 1);
                default -> one(PLAIN);
            };
        }

        private String object(int depth) {
            List<String> members = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                String value = random.nextInt(2) == 0 ? array(depth) : value(depth);
                members.add(
                        blank()
                                + '"'
                                + one(NAMES)
                                + '"'
                                + blank()
                                + ":"
                                + blank()
                                + value
                                + blank());
            }
            return "{" + (members.isEmpty() ? blank() : String.join(",", members)) + "}";
        }

        private String array(int depth) {
            List<String> elements = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                elements.add(blank() + value(depth) + blank());
            }
            return "[" + (elements.isEmpty() ? blank() : String.join(",", elements)) + "]";
        }

        private String blank() {
            return one(BLANKS);
        }

        private String one(List<String> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }
}
