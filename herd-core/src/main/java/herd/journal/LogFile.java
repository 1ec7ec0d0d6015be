package herd.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * The file of a log, and those that were put aside: {@code Hill.log}, {@code Hill.log.1}, which is
 * the newest of these, {@code Hill.log.2} and so on.
 *
 * <p>Nothing that is in a file is ever changed. A file that somebody moved or deleted is noticed
 * within a second of writing, and made anew.
 *
 * <p><b>Threading.</b> One thread.
 */
final class LogFile {

    private static final long LOOK_NANOS = 1_000_000_000L;
    private static final byte[] CUT_SHORT = " \\!\n".getBytes(StandardCharsets.US_ASCII);

    private final Path path;
    private final long maxBytes;
    private final int keep;
    private final Disk disk;

    private SeekableByteChannel channel;
    private Object identity;
    private long size;
    private long lookedNanos;

    private LogFile(Path path, long maxBytes, int keep, Disk disk) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.keep = keep;
        this.disk = disk;
    }

    /** Opens a log to go on where the last run stopped; its folder is made when missing. */
    static LogFile open(Path path, long maxBytes, int keep, Disk disk) throws IOException {
        LogFile file = new LogFile(path, maxBytes, keep, disk);
        file.reopen();
        return file;
    }

    Path path() {
        return path;
    }

    /** Opens the file again, after a failure. An entry that was written in part is marked as such. */
    void reopen() throws IOException {
        close();
        Files.createDirectories(path.toAbsolutePath().resolveSibling(""));
        channel = disk.append(path);
        size = channel.size();
        identity = identity();
        lookedNanos = System.nanoTime();
        if (size > 0 && lastByte() != '\n') {
            write(ByteBuffer.wrap(CUT_SHORT));
        }
    }

    /** Writes all of this, and moves its position as far as it got. */
    void append(ByteBuffer entries) throws IOException {
        if (channel == null || wasTakenAway()) {
            reopen();
        }
        if (size > 0 && size + entries.remaining() > maxBytes) {
            putAside();
            reopen();
        }
        write(entries);
    }

    /** Closes the file. */
    void close() {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException nothingIsHeldBackThatCouldBeLost) {
            return;
        } finally {
            channel = null;
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            size += channel.write(bytes);
        }
    }

    private boolean wasTakenAway() throws IOException {
        long now = System.nanoTime();
        if (now - lookedNanos < LOOK_NANOS) {
            return false;
        }
        lookedNanos = now;
        if (!Files.exists(path) || !Objects.equals(identity, identity())) {
            return true;
        }
        size = channel.size();
        return false;
    }

    private Object identity() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private int lastByte() throws IOException {
        try (SeekableByteChannel reader = Files.newByteChannel(path, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            reader.position(Math.max(0, reader.size() - 1)).read(last);
            return last.get(0);
        }
    }

    private void putAside() throws IOException {
        close();
        int oldest = keep;
        while (oldest == keep || Files.exists(aside(oldest))) {
            Files.deleteIfExists(aside(oldest++)); // more than one, where fewer are kept now
        }
        for (int number = keep - 1; number >= 0; number--) {
            if (Files.exists(aside(number))) {
                Files.move(aside(number), aside(number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path aside(int number) {
        return number == 0 ? path : path.resolveSibling(path.getFileName() + "." + number);
    }
}
