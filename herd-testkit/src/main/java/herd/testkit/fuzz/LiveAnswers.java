package herd.testkit.fuzz;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Judges what a live server said, whose clock is known only roughly, and of whom others may have told
 * it anything.
 */
final class LiveAnswers {

    private static final int LONGEST_LINE = 65_536;

    private final String server;
    private final String said;
    private final BigDecimal from;
    private final BigDecimal to;
    private int at;

    private LiveAnswers(String server, String said, long fromNanos, long toNanos) {
        this.server = server;
        this.said = said;
        from = BigDecimal.valueOf(fromNanos, 9);
        to = BigDecimal.valueOf(toNanos, 9);
    }

    /**
     * What is wrong with the answers to a stream of a client, if anything is.
     *
     * @param fromNanos the clock before the client connected
     * @param toNanos and when all had been read
     */
    static Optional<String> judge(
            String server, String stream, String said, long fromNanos, long toNanos) {
        LiveAnswers answers = new LiveAnswers(server, said, fromNanos, toNanos);
        for (String line : stream.split("\n", -1)) {
            if (!answers.isAnswered(line)) {
                return Optional.of("not the answer to " + line + " at " + answers.at + ": " + said);
            }
        }
        return answers.at == said.length()
                ? Optional.empty()
                : Optional.of("answers to nothing: " + said.substring(answers.at));
    }

    /** What is wrong with what a stranger was told, if anything is. */
    static Optional<String> judgeStranger(String said) {
        boolean right = said.isEmpty() || said.matches("NONCE 1 [0-9a-f]{64}\n");
        return right ? Optional.empty() : Optional.of("a stranger was told: " + said);
    }

    private boolean isAnswered(String line) {
        Reference.Command command = Reference.command(line);
        if (line.length() > LONGEST_LINE) {
            return takes("? " + line + '\n');
        }
        return switch (command.reading()) {
            case BLANK -> true;
            case IAMAT -> isHeard(command);
            case WHATSAT -> takes("? " + line + '\n') || isAsked(command);
            default -> takes("? " + line + '\n');
        };
    }

    private boolean isHeard(Reference.Command iamat) {
        Optional<Reference.At> at = nextAt();
        if (at.isEmpty() || !at.get().origin().equals(server)) {
            return false;
        }
        BigDecimal receipt = at.get().receipt();
        String tail = ' ' + iamat.id() + ' ' + iamat.third() + ' ' + iamat.fourth();
        return receipt.compareTo(from) >= 0
                && receipt.compareTo(to) <= 0
                && at.get().line().endsWith(tail);
    }

    private boolean isAsked(Reference.Command whatsat) {
        Optional<Reference.At> at = nextAt();
        int end = said.indexOf("\n\n", this.at);
        if (at.isEmpty() || end < 0) {
            return false;
        }
        String places = said.substring(this.at, end);
        this.at = end + 2;
        return at.get().id().equals(whatsat.id())
                && places.startsWith("{")
                && places.endsWith("}")
                && places.contains("\"status\"");
    }

    private Optional<Reference.At> nextAt() {
        int end = said.indexOf('\n', at);
        if (end < 0) {
            return Optional.empty();
        }
        String line = said.substring(at, end);
        at = end + 1;
        return Reference.at(line);
    }

    private boolean takes(String expected) {
        boolean here = said.startsWith(expected, at);
        at += here ? expected.length() : 0;
        return here;
    }
}
