package herd;

import herd.node.ConfigException;
import herd.node.HerdConfig;
import herd.node.HerdConfigBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The program from its arguments to its exit code, without the process around it. */
final class Program {

    static final int FINE = 0;
    static final int FAILURE = 1;
    static final int WRONG = 2;

    private static final String USAGE =
            """
            usage: java -jar herd-server.jar NAME | --all  [options]

              NAME              starts this server of the herd
              --all             starts all servers of the herd in one process, to try it out
              --config FILE     reads a file of properties
              --log-dir DIR     where each server writes its log, as NAME.log
              --check-config    says whether the configuration is good, and starts nothing
              --print-config    prints each value and where it comes from, and starts nothing
              --help            prints this
              --version         prints the version

            Keys of a configuration; -Dherd.KEY=VALUE before -jar sets one, too:

            """;

    private final PrintStream out;
    private final PrintStream err;
    private final Surroundings surroundings;
    private final Starter starter;
    private final RunningHerd herd;

    Program(
            PrintStream out,
            PrintStream err,
            Surroundings surroundings,
            Starter starter,
            RunningHerd herd) {
        this.out = out;
        this.err = err;
        this.surroundings = surroundings;
        this.starter = starter;
        this.herd = herd;
    }

    /** Does what the arguments say; returns the exit code. */
    int run(String... arguments) {
        try {
            perform(Arguments.of(arguments));
            return FINE;
        } catch (UsageException e) {
            return complain(e.getMessage() + " (--help tells more)", WRONG);
        } catch (ConfigException e) {
            return complain(e.getMessage(), WRONG);
        } catch (IOException | RunningHerd.Stopped e) {
            return complain(e.getMessage(), FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return complain("interrupted", FAILURE);
        } finally {
            herd.close();
        }
    }

    private void perform(Arguments arguments)
            throws UsageException,
                    ConfigException,
                    IOException,
                    RunningHerd.Stopped,
                    InterruptedException {
        switch (arguments.task()) {
            case HELP -> out.print(USAGE + HerdConfig.help());
            case VERSION -> out.println("herd " + surroundings.version());
            case PRINT_CONFIG -> out.print(configuration(arguments).describe());
            case CHECK_CONFIG -> check(configuration(arguments), arguments);
            case RUN -> serve(configuration(arguments), arguments);
        }
        out.flush();
    }

    private HerdConfig configuration(Arguments arguments) throws UsageException, ConfigException {
        HerdConfigBuilder builder = HerdConfig.builder().home(surroundings.home());
        if (arguments.config().isPresent()) {
            builder.read(path(arguments.config().get()));
        }
        if (surroundings.placesKey().isPresent()) {
            builder.placesKey(
                    surroundings.placesKey().get(),
                    "environment variable " + Surroundings.PLACES_KEY);
        }
        for (Map.Entry<String, String> property :
                new TreeMap<>(surroundings.properties()).entrySet()) {
            String key = property.getKey();
            builder.set(
                    key,
                    property.getValue().strip(),
                    "system property " + Surroundings.PREFIX + key);
        }
        if (arguments.logDir().isPresent()) {
            builder.set("log.dir", arguments.logDir().get(), "--log-dir");
        }
        return builder.build();
    }

    private static Path path(String file) throws UsageException {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new UsageException("--config " + file + ": not a path: " + e.getReason());
        }
    }

    private void check(HerdConfig config, Arguments arguments) throws ConfigException {
        for (String name : servers(config, arguments)) {
            config.check(name);
        }
        tell(config);
        out.println("the configuration is good");
    }

    private void serve(HerdConfig config, Arguments arguments)
            throws ConfigException, IOException, RunningHerd.Stopped, InterruptedException {
        for (String name : servers(config, arguments)) {
            config.server(name); // a wrong name is found before anything starts
        }
        tell(config);
        for (String name : servers(config, arguments)) {
            herd.start(starter, config, name);
        }
        String addresses = herd.addresses();
        if (!addresses.isEmpty()) { // or else it was told to stop meanwhile
            out.println("ready " + addresses);
            out.flush();
        }
        herd.awaitStop();
    }

    private static List<String> servers(HerdConfig config, Arguments arguments) {
        return arguments.server().isPresent()
                ? List.of(arguments.server().get())
                : config.servers();
    }

    private void tell(HerdConfig config) {
        for (String notice : config.notices()) {
            err.println("herd: " + notice);
        }
    }

    private int complain(String problem, int code) {
        out.flush();
        err.println("herd: " + problem);
        return code;
    }
}
