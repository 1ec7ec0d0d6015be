package herd.testkit;

import herd.protocol.ServerName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.IntStream;

/**
 * The servers of a herd and the two-way links between them, in the order in which they were named.
 *
 * @param servers their names, all different
 * @param links all different, between two servers each
 */
public record Topology(List<String> servers, List<Link> links) {

    /** The five servers and six links of the original herd. */
    public static final Topology FIVE =
            of(
                    "Hill Jaquez Smith Campbell Singleton",
                    "Hill-Jaquez Hill-Smith Singleton-Jaquez Singleton-Smith Singleton-Campbell"
                            + " Smith-Campbell");

    /** As many neighbours as {@code LinkSettings} lets a server have. */
    private static final int MOST_EACH = 64;

    private static final long TRIES_EACH = 10_000;

    /**
     * A two-way link.
     *
     * @param one the server that was named first
     * @param other the server at its other end
     */
    public record Link(String one, String other) {

        /** Whether it links these two, in either order. */
        public boolean joins(String server, String neighbour) {
            return one.equals(server) && other.equals(neighbour)
                    || one.equals(neighbour) && other.equals(server);
        }

        @Override
        public String toString() {
            return one + "-" + other;
        }
    }

    /** Checks that the names are names, and that the links join two of them, each pair once. */
    public Topology {
        servers = List.copyOf(servers);
        links = List.copyOf(links);
        Set<String> names = new HashSet<>();
        for (String server : servers) {
            if (!ServerName.isValid(server)) {
                throw new IllegalArgumentException("not a server's name: " + server);
            }
            if (!names.add(server)) {
                throw new IllegalArgumentException("server named twice: " + server);
            }
        }
        Set<Set<String>> pairs = new HashSet<>();
        for (Link link : links) {
            if (!names.contains(link.one) || !names.contains(link.other)) {
                throw new IllegalArgumentException("link to an unknown server: " + link);
            }
            if (link.one.equals(link.other)) {
                throw new IllegalArgumentException("link from a server to itself: " + link);
            }
            if (!pairs.add(Set.of(link.one, link.other))) {
                throw new IllegalArgumentException("link named twice: " + link);
            }
        }
    }

    /**
     * Reads a topology from names without a {@code -} in them.
     *
     * @param servers names with blanks between them
     * @param links pairs of names with a {@code -} between the two, and blanks between the pairs
     */
    public static Topology of(String servers, String links) {
        List<Link> pairs = new ArrayList<>();
        for (String pair : words(links)) {
            int dash = pair.indexOf('-');
            if (dash < 0) {
                throw new IllegalArgumentException("not a link: " + pair);
            }
            pairs.add(new Link(pair.substring(0, dash), pair.substring(dash + 1)));
        }
        return new Topology(words(servers), pairs);
    }

    /**
     * A grid, each server linked to those beside, above and below it. Names are {@code g0x0}, column and
     * row.
     */
    public static Topology grid(int columns, int rows) {
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException("not a grid: " + columns + " by " + rows);
        }
        List<String> names = new ArrayList<>();
        List<Link> pairs = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                String name = "g" + column + 'x' + row;
                names.add(name);
                if (column > 0) {
                    pairs.add(new Link("g" + (column - 1) + 'x' + row, name));
                }
                if (row > 0) {
                    pairs.add(new Link("g" + column + 'x' + (row - 1), name));
                }
            }
        }
        return new Topology(names, pairs);
    }

    /**
     * A herd by chance, in which there is a way from each to each: a tree, and links by chance between
     * those that have none yet and have fewer than the most neighbours that a server can have. Names are
     * {@code s0}, {@code s1} and so on.
     *
     * @param servers how many
     * @param links how many; as many as make a tree at least, one for each pair at most
     * @param seed what chance goes by
     */
    public static Topology random(int servers, int links, long seed) {
        long most = Math.min((long) servers * (servers - 1) / 2, (long) servers * MOST_EACH / 2);
        if (servers < 1 || links < servers - 1 || links > most) {
            throw new IllegalArgumentException(
                    "no herd of " + servers + " servers has " + links + " links");
        }
        List<String> names = IntStream.range(0, servers).mapToObj(it -> "s" + it).toList();
        Random random = new Random(seed);
        Map<Set<Integer>, Link> pairs = new LinkedHashMap<>();
        int[] neighbours = new int[servers];
        for (long tries = 0; pairs.size() < links; tries++) {
            if (tries > TRIES_EACH * links) {
                throw new IllegalArgumentException(
                        "too many links for chance to find room for: " + links);
            }
            int newest = pairs.size() + 1;
            boolean growing = newest < servers;
            int one = growing ? newest : random.nextInt(servers);
            int other = random.nextInt(growing ? newest : servers);
            boolean fits =
                    one != other && neighbours[one] < MOST_EACH && neighbours[other] < MOST_EACH;
            Link link = new Link(names.get(one), names.get(other));
            if (fits && pairs.putIfAbsent(Set.of(one, other), link) == null) {
                neighbours[one]++;
                neighbours[other]++;
            }
        }
        return new Topology(names, List.copyOf(pairs.values()));
    }

    /** The servers that a server is linked to, in the order of the links: its numbers for them. */
    public List<String> neighbours(String server) {
        if (!servers.contains(server)) {
            throw new IllegalArgumentException("unknown server: " + server);
        }
        return neighbours(links, server);
    }

    /** The neighbours of every server, by its name, in order. */
    public Map<String, List<String>> neighbourLists() {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        servers.forEach(server -> lists.put(server, neighbours(links, server)));
        return lists;
    }

    private static List<String> neighbours(List<Link> links, String server) {
        return links.stream()
                .filter(link -> link.one.equals(server) || link.other.equals(server))
                .map(link -> link.one.equals(server) ? link.other : link.one)
                .toList();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringTokenizer rest = new StringTokenizer(text);
        while (rest.hasMoreTokens()) {
            words.add(rest.nextToken());
        }
        return words;
    }
}
