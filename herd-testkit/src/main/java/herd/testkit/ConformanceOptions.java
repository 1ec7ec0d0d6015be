package herd.testkit;

import herd.testkit.conformance.ConformanceCase;
import herd.testkit.conformance.PeerTarget;
import herd.testkit.conformance.Target;
import herd.testkit.program.Options;
import herd.testkit.program.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of {@link Conformance}, read.
 *
 * <p><b>Errors.</b> What makes no sense is a {@link UsageException} or, where a value is used, an
 * {@link IllegalArgumentException}, that names it.
 */
final class ConformanceOptions {

    private static final Set<String> WITH_VALUE =
            Set.of(
                    "--other",
                    "--peer",
                    "--as",
                    "--to",
                    "--secret-file",
                    "--idle-timeout",
                    "--timeout",
                    "--look-up-time",
                    "--max-line-bytes",
                    "--connections",
                    "--only",
                    "--junit-xml");

    private static final Set<String> WITHOUT_VALUE = Set.of("--slow", "--list", "--help");

    /** For a mere list of cases. */
    private static final String NOWHERE = "127.0.0.1:8000";

    private final Options options;

    private ConformanceOptions(Options options) {
        this.options = options;
    }

    static ConformanceOptions read(String[] arguments) throws UsageException {
        Options options = Options.read(WITH_VALUE, WITHOUT_VALUE, arguments);
        List<String> words = options.words();
        if (words.size() > 1) {
            throw new UsageException("more than one server: " + words.get(1));
        }
        if (!options.has("--help") && !options.has("--list") && words.isEmpty()) {
            throw new UsageException("no server: give host:port");
        }
        return new ConformanceOptions(options);
    }

    boolean has(String name) {
        return options.has(name) || value(name).isPresent();
    }

    Optional<Path> report() {
        return value("--junit-xml").map(Path::of);
    }

    int connections() {
        return number("--connections", 8);
    }

    /** What to check; for a mere list it may be nowhere. */
    Target target() throws UsageException {
        List<String> servers = options.words();
        Target target = Target.of(Options.address(servers.isEmpty() ? NOWHERE : servers.get(0)));
        target =
                target.withPatience(duration("--timeout").orElse(target.patience()))
                        .withLookUpTime(duration("--look-up-time").orElse(target.lookUpTime()))
                        .withMaxLineBytes(number("--max-line-bytes", target.maxLineBytes()));
        if (has("--other")) {
            target = target.withOther(Options.address(text("--other")));
        }
        if (has("--idle-timeout")) {
            target = target.withIdleTimeout(duration("--idle-timeout").orElseThrow());
        }
        if (has("--peer") || has("--as") || has("--to") || has("--secret-file")) {
            target = target.withPeer(peer());
        }
        return has("--slow") ? target.withSlow() : target;
    }

    /** Whether a case is among those asked for: by sentence, or by number. */
    boolean wants(ConformanceCase it) {
        if (!has("--only")) {
            return true;
        }
        List<String> wanted = List.of(text("--only").split(","));
        return wanted.contains(it.sentence()) || wanted.contains(String.valueOf(it.number()));
    }

    private PeerTarget peer() throws UsageException {
        for (String name : List.of("--peer", "--as", "--to", "--secret-file")) {
            if (!has(name)) {
                throw new IllegalArgumentException(
                        "the cases of links need --peer, --as, --to and --secret-file: no " + name);
            }
        }
        return new PeerTarget(
                Options.address(text("--peer")),
                text("--as"),
                text("--to"),
                secret(Path.of(text("--secret-file"))));
    }

    /** The first line of the file, as servers read it. */
    private static byte[] secret(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int end = 0;
            while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
                end++;
            }
            return Arrays.copyOf(bytes, end);
        } catch (IOException e) {
            throw new IllegalArgumentException("--secret-file cannot be read: " + e, e);
        }
    }

    private Optional<String> value(String name) {
        return options.text(name);
    }

    private String text(String name) {
        return value(name).orElseThrow();
    }

    private int number(String name, int otherwise) {
        try {
            int number = value(name).map(Integer::parseInt).orElse(otherwise);
            if (number < 1) {
                throw new IllegalArgumentException(name + " is below 1: " + number);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is no number: " + text(name), e);
        }
    }

    /** As configurations spell it, in seconds or milliseconds: 5s, 200ms. */
    private Optional<Duration> duration(String name) {
        return value(name)
                .map(
                        it -> {
                            if (it.matches("[0-9]{1,6}ms")) {
                                return Duration.ofMillis(
                                        Long.parseLong(it.substring(0, it.length() - 2)));
                            } else if (it.matches("[0-9]{1,6}s")) {
                                return Duration.ofSeconds(
                                        Long.parseLong(it.substring(0, it.length() - 1)));
                            }
                            throw new IllegalArgumentException(
                                    name + " is no time such as 5s or 200ms: " + it);
                        });
    }
}
