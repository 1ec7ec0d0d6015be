package herd.testkit.load;

import herd.testkit.program.Options;
import herd.testkit.program.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The load generator as a program: arguments in, a result out.
 *
 * <p><b>Threading.</b> The thread that calls {@link #run}; {@link #stop} any.
 */
public final class LoadProgram {

    /** How long the end of the process waits for the result. */
    private static final long MOST_FAREWELL_SECONDS = 5;

    private final String help;
    private final PrintStream out;
    private final PrintStream err;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Optional<LoadRun> running = Optional.empty(); // read by stop

    /** A program that has not begun, and explains itself so. */
    public LoadProgram(String help, PrintStream out, PrintStream err) {
        this.help = help;
        this.out = out;
        this.err = err;
    }

    /** Ends the load early; returns when the result is shown, or it takes too long. */
    public void stop() throws InterruptedException {
        running.ifPresent(LoadRun::stop);
        if (!done.await(MOST_FAREWELL_SECONDS, TimeUnit.SECONDS)) {
            err.println("load: ended without a result");
        }
    }

    /** Does what the arguments say, and returns the exit code. */
    public int run(String... arguments) {
        try {
            LoadOptions options = LoadOptions.read(arguments);
            if (options.has("--help")) {
                out.print(help);
                return Options.EXIT_WELL;
            }
            return load(options);
        } catch (UsageException e) {
            err.println("load: " + e.getMessage() + "; --help shows what there is");
            return Options.EXIT_USAGE;
        } catch (LoadFailure e) {
            err.println("load: " + e.getMessage());
            return e.isOfTheServer() ? Options.EXIT_FOUND : Options.EXIT_USAGE;
        } catch (IOException e) {
            err.println("load: " + e);
            return Options.EXIT_USAGE;
        } finally {
            out.flush();
            done.countDown();
        }
    }

    private int load(LoadOptions options) throws UsageException, LoadFailure, IOException {
        LoadPlan plan = options.plan();
        Optional<String> json = options.json();
        boolean isQuiet = options.has("--quiet");
        LoadRun run = new LoadRun(plan, isQuiet ? line -> {} : err::println);
        running = Optional.of(run);
        LoadResult result = run.run();
        PrintStream forPeople = json.equals(Optional.of("-")) ? err : out;
        forPeople.print(TextReport.of(result, options.has("--histogram")));
        if (json.isPresent()) {
            write(json.get(), JsonReport.of(result));
        }
        return result.isWell() ? Options.EXIT_WELL : Options.EXIT_FOUND;
    }

    private void write(String file, String json) throws IOException {
        if (file.equals("-")) {
            out.print(json);
        } else {
            Files.writeString(Path.of(file), json, StandardCharsets.US_ASCII);
        }
    }
}
