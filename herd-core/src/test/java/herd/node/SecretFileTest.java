package herd.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {

    private static final String SECRET = "correct horse battery";

    @TempDir Path folder;

    @Test
    void takesTheFirstLineAsTheSecretInUse() throws Exception {
        PeerSecret secret = read("  " + SECRET + " \r\n\n");
        assertEquals(SECRET, text(secret.current()));
        assertTrue(secret.previous().isEmpty());
    }

    @Test
    void takesTheSecondLineAsTheOneBefore() throws Exception {
        PeerSecret secret = read(SECRET + "\nthe one before it\n");
        assertEquals(SECRET, text(secret.current()));
        assertEquals("the one before it", text(secret.previous().orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "fifteen-letters",
                "\ncorrect horse battery",
                "correct horse battery\nshort",
                "correct horse battery\n\ncorrect horse battery",
                "correct horse battery\ncorrect horse battery\ncorrect horse battery"
            })
    void refusesAFileWithAnythingElseWithoutShowingIt(String content) throws Exception {
        ConfigException e = assertThrows(ConfigException.class, () -> read(content));
        assertTrue(e.getMessage().startsWith("f:3: peer.secret-file = "), e.getMessage());
        assertFalse(e.getMessage().contains("horse"), e.getMessage());
        assertFalse(e.getMessage().contains("fifteen"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rw-----w-"})
    void refusesAFileThatIsOpenToOthers(String mode) throws Exception {
        Path file = file(SECRET);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        ConfigException e = assertThrows(ConfigException.class, () -> secretFile(file).read());
        assertTrue(
                e.getMessage().endsWith("open to others (" + mode + "); do chmod 600 on it"),
                e.getMessage());
    }

    @Test
    void letsTheGroupRead() throws Exception {
        Path file = file(SECRET);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        assertEquals(SECRET, text(secretFile(file).read().current()));
    }

    @Test
    void saysThatAFileIsMissing() {
        ConfigException e =
                assertThrows(
                        ConfigException.class, () -> secretFile(folder.resolve("none")).read());
        assertTrue(e.getMessage().endsWith("cannot be read: no such file"), e.getMessage());
    }

    @Test
    void makesAFileThatOnlyTheUserCanRead() throws Exception {
        Path file = folder.resolve(".herd").resolve("peer-secret");
        PeerSecret secret = secretFile(file).readOrCreate();
        assertEquals("rw-------", mode(file));
        assertEquals("rwx------", mode(file.getParent()));
        assertEquals(64, secret.current().length);
        assertArrayEquals(secret.current(), secretFile(file).readOrCreate().current());
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void givesServersThatStartAtOnceTheSameSecret() throws Exception {
        int servers = 5;
        ExecutorService threads = Executors.newFixedThreadPool(servers);
        try {
            for (int round = 0; round < 50; round++) {
                Path file = folder.resolve("home" + round).resolve("peer-secret");
                CountDownLatch together = new CountDownLatch(servers);
                List<Future<String>> secrets = new ArrayList<>();
                for (int i = 0; i < servers; i++) {
                    secrets.add(
                            threads.submit(
                                    () -> {
                                        together.countDown();
                                        together.await();
                                        return text(secretFile(file).readOrCreate().current());
                                    }));
                }
                Set<String> different = new HashSet<>();
                for (Future<String> secret : secrets) {
                    different.add(secret.get());
                }
                assertEquals(1, different.size());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void saysWhatToDoWhereNoFileCanBeMade() throws Exception {
        Path file = file(SECRET).resolve("peer-secret");
        ConfigException e =
                assertThrows(ConfigException.class, () -> secretFile(file).readOrCreate());
        assertTrue(
                e.getMessage().endsWith("set peer.secret-file to a file that all servers share"),
                e.getMessage());
    }

    @Test
    void neverShowsASecret() throws Exception {
        assertEquals("(hidden)", read(SECRET).toString());
    }

    private PeerSecret read(String content) throws Exception {
        return secretFile(file(content)).read();
    }

    private Path file(String content) throws Exception {
        Path file = folder.resolve("secret");
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private static SecretFile secretFile(Path file) {
        return new SecretFile(file, new Setting("peer.secret-file", file.toString(), "f:3"));
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
