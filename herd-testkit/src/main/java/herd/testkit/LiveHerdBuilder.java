package herd.testkit;

import herd.node.HerdConfigBuilder;
import herd.node.PlacesSource;
import herd.places.PlacesService;
import herd.testkit.places.FakePlaces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Says what a {@link LiveHerd} is to be like. Without a word from here it is the original five, with
 * places from the data set in the jar, all messages logged to a temporary folder, and a secret of its
 * own.
 *
 * <p><b>Threading.</b> One thread.
 */
public final class LiveHerdBuilder {

    /** The API key, where there is one. */
    static final String KEY = "the-key-of-the-testkit";

    private final List<Consumer<HerdConfigBuilder>> settings = new ArrayList<>();
    private Topology topology = Topology.FIVE;
    private Optional<Supplier<? extends PlacesService>> places = Optional.empty();
    private Optional<Path> logDirectory = Optional.empty();
    private Optional<Duration> patience = Optional.empty();
    private long seed = 1;

    LiveHerdBuilder() {}

    /** Sets which servers there are, and the links between them. */
    public LiveHerdBuilder topology(Topology shape) {
        topology = shape;
        return this;
    }

    /** Sets what chance goes by: which bit of a damaged line, how late a late one. */
    public LiveHerdBuilder seed(long it) {
        seed = it;
        return this;
    }

    /** Sets anything that a configuration can set, for all servers. */
    public LiveHerdBuilder with(Consumer<HerdConfigBuilder> change) {
        settings.add(change);
        return this;
    }

    /**
     * Gives the servers places of the test's own.
     *
     * @param service makes one for each start of a server; it is closed with the server
     */
    public LiveHerdBuilder places(Supplier<? extends PlacesService> service) {
        places = Optional.of(service);
        return this;
    }

    /** Asks these for places as if they were Google's, in the classic form. */
    public LiveHerdBuilder google(FakePlaces fake) {
        return with(it -> it.places(PlacesSource.GOOGLE).placesUrl(fake.base()).placesKey(KEY));
    }

    /** Asks these for places as if they were Google's, in the new form. */
    public LiveHerdBuilder googleNew(FakePlaces fake) {
        return with(it -> it.places(PlacesSource.GOOGLE_NEW).placesUrl(fake.base()).placesKey(KEY));
    }

    /** Sets the folder of the logs, which then stays when the herd is closed. */
    public LiveHerdBuilder logDirectory(Path directory) {
        logDirectory = Optional.of(directory);
        return this;
    }

    /** Sets how long the herd's waiting may take. */
    public LiveHerdBuilder patience(Duration limit) {
        patience = Optional.of(limit);
        return this;
    }

    /** Makes the herd, and starts all of its servers. Links come up by themselves soon after. */
    public LiveHerd start() {
        LiveHerd herd = stopped();
        try {
            topology.servers().forEach(name -> herd.server(name).start());
        } catch (RuntimeException | Error failure) {
            herd.close();
            throw failure;
        }
        return herd;
    }

    /** Makes the herd, and starts none of its servers. */
    public LiveHerd stopped() {
        return new LiveHerd(topology, seed, List.copyOf(settings), places, logDirectory, patience);
    }
}
