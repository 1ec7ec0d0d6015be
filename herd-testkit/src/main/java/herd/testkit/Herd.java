package herd.testkit;

import herd.testkit.client.RawClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A herd under test, on real sockets or in simulation, with the same verbs.
 *
 * <pre>{@code
 * try (Herd herd = Herd.builder().start(Mode.SIMULATED)) {
 *     RawClient kiwi = herd.client("Hill");
 *     String at = kiwi.iamat("kiwi", "+34.068930-118.445127", "1520023934.918963997");
 *     try (Fault cut = herd.link("Hill", "Smith").cut()) {
 *         herd.server("Jaquez").restart();
 *         herd.awaitConverged();
 *     }
 *     assertEquals(Optional.of(at), herd.server("Campbell").find("kiwi"));
 * }
 * }</pre>
 *
 * <p>Waiting is for something that can be observed, and ends with an {@link AssertionError} that says
 * what each server believed. What happened so far is in {@link #history}.
 *
 * <p><b>Time.</b> That of {@link #mode}: in a simulated herd time passes only within {@link #pass} and
 * the methods that wait, those of clients included.
 *
 * <p><b>Threading.</b> On sockets any thread, in simulation one.
 *
 * <p><b>Errors.</b> A server or link that the herd does not have is an {@link
 * IllegalArgumentException}.
 */
public interface Herd extends AutoCloseable {

    /** Any herd. */
    static HerdBuilder builder() {
        return new HerdBuilder();
    }

    /** What it runs on. */
    Mode mode();

    /** Servers and links. */
    Topology topology();

    /** What chance goes by: in simulation the same seed and the same calls repeat a run exactly. */
    long seed();

    /** A server, running or not. */
    ServerHandle server(String name);

    /** A link, up or not; its {@link Direction} {@code THERE} is from the first to the second. */
    LinkHandle link(String one, String other);

    /** Connects a client to a server that runs. The herd closes it at its end. */
    RawClient client(String server);

    /** The servers that run, in order. */
    default List<String> running() {
        return topology().servers().stream().filter(name -> server(name).isRunning()).toList();
    }

    /** Lets time pass, in which nothing is waited for. */
    void pass(Duration time);

    /** How much time has passed since the herd was made. */
    Duration now();

    /** Ends all faults of all links; servers that are down stay so. */
    void healAll();

    /**
     * Waits until every link between two servers that run is up, at both ends. Links that are cut,
     * corrupt, or a black hole cannot be, and servers that are paused cannot tell: these are left out.
     */
    Herd awaitLinks();

    /**
     * Waits until servers that run and are connected hold the same records. Links that are cut, corrupt,
     * or a black hole connect nobody, and servers that are paused are left out.
     *
     * @throws AssertionError if that takes longer than the flooding allows; it names the servers, the
     *     clients, and the lines
     */
    Herd awaitConverged();

    /** Waits until a server knows of a client, and returns the AT line. */
    default String awaitKnown(String server, String clientId) {
        await(server + " to know of " + clientId, () -> server(server).find(clientId).isPresent());
        return server(server).find(clientId).orElseThrow();
    }

    /**
     * Waits until something is true.
     *
     * @param what it is, in words, for the message
     */
    void await(String what, BooleanSupplier isTrue);

    /**
     * Waits until the newest update of a client is everywhere and at rest, and returns what it cost, to
     * be checked: {@code herd.assertFlood("kiwi").messages(4, 8).withinHops(2)}.
     */
    FloodCheck assertFlood(String clientId);

    /** The newest AT line that a server holds of a client, one character a byte. */
    default Optional<String> ask(String server, String clientId) {
        return server(server).find(clientId);
    }

    /** What each server believes, for people: in what they differ, and their links. */
    String describe();

    /**
     * What happened lately, a line each in order of time: what servers logged, links that came and
     * went, faults, and bytes.
     */
    String history();

    /** Stops everything and gives everything back. A second time does nothing. */
    @Override
    void close();
}
