package herd.link;

import herd.protocol.ServerName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one server's links are told at its start.
 *
 * @param name this server
 * @param neighbours the neighbours' names; everywhere else a neighbour is its place in this list;
 *     at most {@link #MAX_NEIGHBOURS}
 * @param incarnation 64 random bits drawn at this server's start; not 0
 * @param secrets what all servers of the herd share
 * @param versions the versions of the link protocol to speak
 * @param herd what must be the same at the other end
 */
public record LinkSettings(
        String name,
        List<String> neighbours,
        long incarnation,
        Secrets secrets,
        VersionRange versions,
        HerdSettings herd) {

    /** The most neighbours a server can have: each has a bit in a {@code long} elsewhere. */
    public static final int MAX_NEIGHBOURS = 64;

    /** Checks the names and the incarnation. */
    public LinkSettings {
        neighbours = List.copyOf(neighbours);
        if (neighbours.size() > MAX_NEIGHBOURS) {
            throw new IllegalArgumentException(
                    "more than " + MAX_NEIGHBOURS + " neighbours: " + neighbours.size());
        }
        Set<String> seen = new HashSet<>();
        requireNew(name, seen);
        for (String neighbour : neighbours) {
            requireNew(neighbour, seen);
        }
        if (incarnation == 0) {
            throw new IllegalArgumentException("an incarnation is never 0");
        }
    }

    private static void requireNew(String name, Set<String> seen) {
        if (!ServerName.isValid(name)) {
            throw new IllegalArgumentException("not a server's name: " + name);
        }
        if (!seen.add(name)) {
            throw new IllegalArgumentException("named twice: " + name);
        }
    }
}
