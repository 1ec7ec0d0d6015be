package herd.node;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One server of the herd, as it sees itself: where it listens, and who its neighbours are. */
public final class ServerConfig {

    /** The most neighbours that a server can have: it keeps one bit for each in every record. */
    public static final int MAX_NEIGHBOURS = 64;

    /**
     * A server at the other end of a link.
     *
     * @param address where it listens for neighbours
     */
    public record Neighbour(String name, HostPort address) {}

    private final String name;
    private final Address client;
    private final Address peer;
    private final Optional<Address> http;
    private final List<Neighbour> neighbours;

    /** An address that this server listens on, and what to blame if it cannot be used. */
    record Address(HostPort hostPort, Setting setting) {

        InetSocketAddress resolve() throws ConfigException {
            try {
                return hostPort.resolve();
            } catch (UnknownHostException e) {
                throw setting.bad("there is no host of that name; correct it, or its DNS entry", e);
            }
        }
    }

    ServerConfig(
            String name,
            Address client,
            Address peer,
            Optional<Address> http,
            List<Neighbour> neighbours) {
        this.name = name;
        this.client = client;
        this.peer = peer;
        this.http = http;
        this.neighbours = List.copyOf(neighbours);
    }

    /** The server's name. */
    public String name() {
        return name;
    }

    /** Where it listens for clients, as configured. */
    public HostPort client() {
        return client.hostPort;
    }

    /** Where it listens for neighbours, as configured. */
    public HostPort peer() {
        return peer.hostPort;
    }

    /** Where it listens for operators, as configured, unless that is switched off. */
    public Optional<HostPort> http() {
        return http.isPresent() ? Optional.of(http.get().hostPort) : Optional.empty();
    }

    /** The servers it is linked to, in the order of the links. */
    public List<Neighbour> neighbours() {
        return neighbours;
    }

    /** Their names, in the same order. */
    List<String> neighbourNames() {
        List<String> names = new ArrayList<>();
        for (Neighbour neighbour : neighbours) {
            names.add(neighbour.name());
        }
        return names;
    }

    /**
     * The address to listen on for clients.
     *
     * <p><b>Threading.</b> This, like the next two, may wait for the name service.
     */
    public InetSocketAddress resolveClient() throws ConfigException {
        return client.resolve();
    }

    /** The address to listen on for neighbours. */
    public InetSocketAddress resolvePeer() throws ConfigException {
        return peer.resolve();
    }

    /** The address to listen on for operators, unless that is switched off. */
    public Optional<InetSocketAddress> resolveHttp() throws ConfigException {
        return http.isPresent() ? Optional.of(http.get().resolve()) : Optional.empty();
    }

    /** The name and the addresses. */
    @Override
    public String toString() {
        return name + " (" + client.hostPort + ", " + peer.hostPort + ", " + neighbours + ")";
    }
}
