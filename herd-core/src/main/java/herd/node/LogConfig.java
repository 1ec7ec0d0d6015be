package herd.node;

import java.nio.file.Path;

/**
 * Where and how much is logged.
 *
 * @param directory the folder of every server's log
 * @param maxBytes the size at which a file is put aside
 * @param keep how many files that were put aside are kept, at least 0
 * @param messages whether every line in and out is logged, or only events and counters
 */
public record LogConfig(Path directory, long maxBytes, int keep, boolean messages) {

    /** The log of one server. */
    public Path file(String server) {
        return directory.resolve(server + ".log");
    }
}
