package herd.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The file that holds a herd's secret: the current one on the first line, and perhaps the previous
 * one on the second.
 *
 * <p>It must not be open to others: no access at all for them, and none to write for its group. Its
 * group may read it, for that is how a file is given to a service.
 */
final class SecretFile {

    private static final int MAX_FILE_BYTES = 4096;

    private final Path path;
    private final Setting setting;

    /**
     * Names a file.
     *
     * @param setting what to blame in a message
     */
    SecretFile(Path path, Setting setting) {
        this.path = path;
        this.setting = setting;
    }

    /** Reads the file. */
    PeerSecret read() throws ConfigException {
        try {
            refuseOpenDoors();
            List<byte[]> lines = lines();
            if (lines.isEmpty() || lines.size() > 2) {
                throw setting.bad(
                        "has to have one line with the secret, or two: current, previous");
            }
            for (byte[] line : lines) {
                if (line.length < PeerSecret.MIN_BYTES || line.length > PeerSecret.MAX_BYTES) {
                    throw setting.bad(
                            "a secret in it is too short or too long; make it of "
                                    + PeerSecret.MIN_BYTES
                                    + " to "
                                    + PeerSecret.MAX_BYTES
                                    + " bytes");
                }
            }
            return lines.size() == 1
                    ? PeerSecret.of(lines.get(0))
                    : PeerSecret.of(lines.get(0), lines.get(1));
        } catch (IOException e) {
            throw setting.bad("cannot be read: " + Reason.of(e), e);
        }
    }

    /**
     * Reads the file, after making it with a new secret if there is none.
     *
     * <p><b>Why.</b> Five servers that start at once must agree: each writes a file of its own and
     * then tries to give it the name, which succeeds for one and fails for the others; all then
     * read what has the name. (A file system without hard links cannot refuse atomically.)
     */
    PeerSecret readOrCreate() throws ConfigException {
        if (isMissing()) {
            try {
                create();
            } catch (IOException e) {
                throw setting.bad(
                        "cannot be made: "
                                + Reason.of(e)
                                + "; set peer.secret-file to a file that all servers share",
                        e);
            }
        }
        return read();
    }

    boolean isMissing() {
        return !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private void create() throws IOException {
        Path folder = path.toAbsolutePath().resolveSibling("");
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(folder, attributes(posix, "rwx------"));
        Path draft = Files.createTempFile(folder, "secret", ".new", attributes(posix, "rw-------"));
        try {
            byte[] line = Arrays.copyOf(PeerSecret.drawn().current(), 65);
            line[64] = '\n';
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(line));
                channel.force(true);
            }
            publish(draft);
        } catch (FileAlreadyExistsException anotherServerWasFirst) {
            return;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void publish(Path draft) throws IOException {
        try {
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | IOException noHardLinksHere) {
            Files.move(draft, path);
        }
    }

    private static FileAttribute<?>[] attributes(boolean posix, String mode) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
                }
                : new FileAttribute<?>[0];
    }

    private void refuseOpenDoors() throws IOException, ConfigException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        if (permissions.contains(PosixFilePermission.OTHERS_READ)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)
                || permissions.contains(PosixFilePermission.GROUP_WRITE)) {
            throw setting.bad(
                    "open to others ("
                            + PosixFilePermissions.toString(permissions)
                            + "); do chmod 600 on it");
        }
    }

    /** The lines without the white space around them, up to the last that is not empty. */
    private List<byte[]> lines() throws IOException, ConfigException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_FILE_BYTES + 1);
        }
        if (bytes.length > MAX_FILE_BYTES) {
            throw setting.bad("longer than " + MAX_FILE_BYTES + " bytes; is it the right file?");
        }
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= bytes.length; at++) {
            if (at == bytes.length || bytes[at] == '\n') {
                lines.add(stripped(bytes, from, at));
                from = at + 1;
            }
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).length == 0) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private static byte[] stripped(byte[] bytes, int from, int end) {
        int first = from;
        int last = end;
        while (first < last && isBlank(bytes[first])) {
            first++;
        }
        while (last > first && isBlank(bytes[last - 1])) {
            last--;
        }
        return Arrays.copyOfRange(bytes, first, last);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
