package herd.client;

import herd.protocol.Report;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A command that waits for its answer, and reads it line by line.
 *
 * <p><b>Threading.</b> The client's loop, but for {@link #answer}.
 */
abstract class Command<T> {

    private final CompletableFuture<T> answer = new CompletableFuture<>();

    CompletableFuture<T> answer() {
        return answer;
    }

    void fail(Throwable why) {
        answer.completeExceptionally(why);
    }

    /** Takes the next line of the answer; returns whether it was the last. */
    abstract boolean heard(byte[] line);

    /** Why a text cannot be one line of the protocol, if it cannot. */
    static Optional<String> whyNoLine(String text) {
        int newline = text.indexOf('\n');
        return newline < 0
                ? Optional.empty()
                : Optional.of("a line end within a command, at character " + newline);
    }

    private static boolean isInvalid(byte[] line) {
        return line.length > 0 && line[0] == '?';
    }

    private static InvalidCommandException invalid(byte[] line) {
        return new InvalidCommandException(new String(line, StandardCharsets.UTF_8));
    }

    /** Reads one AT line. */
    static final class Iamat extends Command<Report> {

        @Override
        boolean heard(byte[] line) {
            if (isInvalid(line)) {
                fail(invalid(line));
            } else {
                answer().complete(new Report(line));
            }
            return true;
        }
    }

    /** Reads an AT line, then JSON up to an empty line. */
    static final class Whatsat extends Command<Nearby> {
        private final StringBuilder json = new StringBuilder();
        private Optional<Report> report = Optional.empty();

        @Override
        boolean heard(byte[] line) {
            if (report.isEmpty()) {
                if (isInvalid(line)) {
                    fail(invalid(line));
                    return true;
                }
                report = Optional.of(new Report(line));
                return false;
            }
            if (line.length > 0) {
                json.append(json.length() == 0 ? "" : "\n");
                json.append(new String(line, StandardCharsets.UTF_8));
                return false;
            }
            answer().complete(new Nearby(report.get(), json.toString()));
            return true;
        }
    }
}
