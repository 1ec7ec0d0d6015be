package herd;

import herd.node.ConfigException;
import herd.node.HerdConfig;
import herd.node.HerdServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Starts a server of the herd, or all of them, and runs until it is told to stop.
 *
 * <p>The exit code is 0 when all went well, 1 after a failure, 2 if the arguments or the
 * configuration are wrong; after SIGTERM or SIGINT it is the JVM's own, 143 or 130.
 */
public final class Main {

    private Main() {}

    /** The program. */
    public static void main(String[] arguments) {
        RunningHerd herd = new RunningHerd();
        Runtime.getRuntime().addShutdownHook(new ShutDown(herd));
        Program program = new Program(System.out, System.err, surroundings(), new Servers(), herd);
        int code = Program.FAILURE;
        try {
            code = program.run(arguments);
        } catch (RuntimeException | Error bug) {
            bug.printStackTrace();
        }
        System.exit(code); // also when a thread of a server that failed is left over
    }

    private static Surroundings surroundings() {
        Map<String, String> properties = new HashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(Surroundings.PREFIX)) {
                properties.put(
                        name.substring(Surroundings.PREFIX.length()), System.getProperty(name));
            }
        }
        String key = System.getenv(Surroundings.PLACES_KEY);
        String version = Main.class.getPackage().getImplementationVersion();
        return new Surroundings(
                properties,
                key == null || key.isBlank() ? Optional.empty() : Optional.of(key),
                Path.of(System.getProperty("user.home", "")),
                version == null ? "development" : version);
    }

    // Classes and not lambdas: what a start needs, it loads faster from the jar than it links a
    // lambda.

    private static final class ShutDown extends Thread {

        private final RunningHerd herd;

        ShutDown(RunningHerd herd) {
            super("herd-shutdown");
            this.herd = herd;
        }

        @Override
        public void run() {
            herd.close();
        }
    }

    private static final class Servers implements Starter {

        @Override
        public Running start(HerdConfig config, String name) throws ConfigException, IOException {
            return new Server(HerdServer.start(config, name));
        }
    }

    private static final class Server implements Starter.Running {

        private final HerdServer server;

        Server(HerdServer server) {
            this.server = server;
        }

        @Override
        public InetSocketAddress clientAddress() {
            return server.clientAddress();
        }

        @Override
        public CompletionStage<Void> whenStopped() {
            return server.whenStopped();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
