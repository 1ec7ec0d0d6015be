package herd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * The processes of a test class, and what they need to keep out of each other's way and out of the
 * user's: ports, a home and a folder. Prints what they said and logged when a test fails, and ends
 * those that are left.
 */
final class Children implements BeforeAllCallback, AfterAllCallback, TestExecutionExceptionHandler {

    private static final Path JAR = Path.of("target", "herd-server.jar").toAbsolutePath();
    private static final int LOG_CHARS = 3000;

    private final List<Child> children = new ArrayList<>();

    /** Bound and never listening, each keeps a port from others, whether a child has it or not. */
    private final List<Socket> reservations = new ArrayList<>();

    private final Thread lastResort = new Thread(this::destroyAll);
    private Path folder = Path.of("");

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (!Files.exists(JAR)) {
            throw new AssertionError("no " + JAR + ": mvn package comes first");
        }
        folder = Files.createTempDirectory("herd-program");
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        for (Child child : children) {
            System.out.println(child);
        }
        for (Path file : files()) {
            if (file.toString().endsWith(".log")) {
                String log = Files.readString(file);
                System.out.println("-- " + file);
                System.out.println(log.substring(Math.max(0, log.length() - LOG_CHARS)));
            }
        }
        throw failure;
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        destroyAll();
        for (Child child : children) {
            child.awaitExit();
        }
        for (Socket reservation : reservations) {
            reservation.close();
        }
        for (Path file : files()) {
            Files.delete(file);
        }
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    /** The jar as the build leaves it. */
    Path jar() {
        return JAR;
    }

    /** A folder of this test class, to write into. */
    Path folder() {
        return folder;
    }

    /** A port that nobody listens on, and that nobody but a child is given. */
    int port() {
        try {
            Socket reservation = new Socket();
            reservations.add(reservation);
            reservation.setReuseAddress(true);
            reservation.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return reservation.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts {@code java -cp herd-server.jar herd.Main} with these arguments. */
    Child start(Map<String, String> properties, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-cp", JAR.toString()));
        properties.forEach((key, value) -> all.add("-Dherd." + key + '=' + value));
        all.add("herd.Main");
        all.addAll(List.of(arguments));
        return java(folder, Map.of(), all);
    }

    /** Starts {@code java} in a folder, with its home in this class's folder. */
    Child java(Path where, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Duser.home=" + folder.resolve("home"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
        for (String own :
                List.of("GOOGLE_PLACES_API_KEY", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")) {
            builder.environment().remove(own);
        }
        builder.environment().putAll(environment);
        Child child = Child.start(builder, folder.resolve("err-" + children.size()));
        children.add(child);
        return child;
    }

    private void destroyAll() {
        children.forEach(Child::destroy);
    }

    /** All there is in the folder, what is inside before what it is in. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted((one, other) -> other.compareTo(one)).toList();
        }
    }
}
