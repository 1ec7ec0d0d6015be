package herd.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir Path folder;

    @Test
    void makesTheFolderAndAFileForThisUserOnly() throws Exception {
        Path path = folder.resolve("a").resolve("b").resolve("Hill.log");
        LogFile file = LogFile.open(path, 100, 1, Disk.REAL);
        append(file, "one\n");
        file.close();
        assertEquals("one\n", Files.readString(path));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    void goesOnAfterTheRunBefore() throws Exception {
        Path path = Files.writeString(path(), "before\n");
        LogFile file = LogFile.open(path, 100, 1, Disk.REAL);
        append(file, "now\n");
        assertEquals("before\nnow\n", Files.readString(path));
    }

    @Test
    void marksAnEntryThatTheRunBeforeDidNotFinish() throws Exception {
        Path path = Files.writeString(path(), "before\nhal");
        LogFile file = LogFile.open(path, 100, 1, Disk.REAL);
        append(file, "now\n");
        assertEquals("before\nhal \\!\nnow\n", Files.readString(path));
    }

    @Test
    void putsAFileAsideBeforeItGrowsTooLarge() throws Exception {
        LogFile file = LogFile.open(path(), 10, 3, Disk.REAL);
        for (int i = 0; i < 12; i++) {
            append(file, "ent" + (char) ('a' + i) + "\n");
        }
        assertEquals(List.of("Hill.log", "Hill.log.1", "Hill.log.2", "Hill.log.3"), files());
        assertEquals("entk\nentl\n", Files.readString(path()));
        assertEquals("enti\nentj\n", Files.readString(folder.resolve("Hill.log.1")));
        assertEquals("ente\nentf\n", Files.readString(folder.resolve("Hill.log.3")));
    }

    @Test
    void putsAsideWhatTheRunBeforeLeftTooLarge() throws Exception {
        Files.writeString(path(), "a very long entry\n");
        LogFile file = LogFile.open(path(), 10, 3, Disk.REAL);
        append(file, "short\n");
        assertEquals("short\n", Files.readString(path()));
        assertEquals("a very long entry\n", Files.readString(folder.resolve("Hill.log.1")));
    }

    @Test
    void beginsAnewWhereNothingIsKept() throws Exception {
        LogFile file = LogFile.open(path(), 10, 0, Disk.REAL);
        append(file, "entry 1\n");
        append(file, "entry 2\n");
        assertEquals(List.of("Hill.log"), files());
        assertEquals("entry 2\n", Files.readString(path()));
    }

    @Test
    void deletesMoreWhereFewerAreKeptThanBefore() throws Exception {
        for (int i = 1; i <= 5; i++) {
            Files.writeString(folder.resolve("Hill.log." + i), "old\n");
        }
        LogFile file = LogFile.open(path(), 10, 2, Disk.REAL);
        append(file, "entry 1\n");
        append(file, "entry 2\n");
        assertEquals(List.of("Hill.log", "Hill.log.1", "Hill.log.2"), files());
        assertEquals("entry 1\n", Files.readString(folder.resolve("Hill.log.1")));
    }

    @Test
    void writesAtTheSamePathAfterAReopening() throws Exception {
        LogFile file = LogFile.open(path(), 100, 1, Disk.REAL);
        append(file, "one\n");
        Files.delete(path());
        file.reopen();
        append(file, "two\n");
        assertEquals("two\n", Files.readString(path()));
    }

    @Test
    void saysThatAFileCannotBeMade() throws Exception {
        Path inTheWay = Files.writeString(folder.resolve("logs"), "");
        assertThrows(
                IOException.class,
                () -> LogFile.open(inTheWay.resolve("Hill.log"), 100, 1, Disk.REAL));
        Files.createDirectory(path());
        assertThrows(IOException.class, () -> LogFile.open(path(), 100, 1, Disk.REAL));
    }

    @Test
    void canTryAgainWhenAFileCouldNotBePutAside() throws Exception {
        LogFile file = LogFile.open(path(), 10, 1, Disk.REAL);
        append(file, "entry 1\n");
        Path inTheWay = Files.createDirectories(folder.resolve("Hill.log.1").resolve("x"));
        assertThrows(IOException.class, () -> append(file, "entry 2\n"));
        Files.delete(inTheWay);
        file.reopen();
        append(file, "entry 2\n");
        assertEquals("entry 2\n", Files.readString(path()));
        assertFalse(Files.isDirectory(folder.resolve("Hill.log.1")));
    }

    private Path path() {
        return folder.resolve("Hill.log");
    }

    private static void append(LogFile file, String text) throws IOException {
        file.append(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private List<String> files() throws IOException {
        List<String> names = new ArrayList<>();
        try (var paths = Files.list(folder)) {
            paths.forEach(path -> names.add(path.getFileName().toString()));
        }
        Collections.sort(names);
        return names;
    }
}
