package herd.testkit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the servers of a live herd write their logs: a folder of its own, unless one is given. */
final class LogFolder implements AutoCloseable {

    /** As much as people look at. */
    private static final int TAIL_BYTES = 512 * 1024;

    private final Path directory;
    private final boolean temporary;

    LogFolder(Optional<Path> given) {
        try {
            temporary = given.isEmpty();
            directory = temporary ? Files.createTempDirectory("live-herd-") : given.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path directory() {
        return directory;
    }

    Path file(String server) {
        return directory.resolve(server + ".log");
    }

    /** What a server has logged so far; nothing if it has never run. */
    String read(String server) {
        try {
            return Files.exists(file(server))
                    ? Files.readString(file(server), StandardCharsets.ISO_8859_1)
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last that a server has logged, from the beginning of a line on. */
    String tail(String server) {
        if (!Files.exists(file(server))) {
            return "";
        }
        try (RandomAccessFile log = new RandomAccessFile(file(server).toFile(), "r")) {
            long from = Math.max(0, log.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the folder, if it is temporary. */
    @Override
    public void close() {
        if (!temporary || !Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
