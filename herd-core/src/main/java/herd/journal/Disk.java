package herd.journal;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** How files are opened; a test has one that fails. */
@FunctionalInterface
interface Disk {

    /** The disk of this machine. A file that it makes is for this user's eyes only. */
    Disk REAL =
            new Disk() {
                @Override
                public SeekableByteChannel append(Path file) throws IOException {
                    return Files.newByteChannel(
                            file,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                            forThisUserOnly(file));
                }
            };

    /** Opens a file to write at its end, and makes it if it is missing. */
    SeekableByteChannel append(Path file) throws IOException;

    private static FileAttribute<?>[] forThisUserOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(
                    Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))
        };
    }
}
