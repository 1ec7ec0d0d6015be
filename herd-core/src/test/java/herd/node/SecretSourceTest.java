package herd.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the secret between neighbours comes from, and that it stays one. */
class SecretSourceTest {

    private static final String KEY = "AIzaSySecretSecretSecret";

    @TempDir Path folder;

    @Test
    void neverShowsAKeyOrASecret() throws Exception {
        HerdConfig config =
                HerdConfig.builder()
                        .placesKey(KEY)
                        .peerSecret(
                                PeerSecret.of(
                                        "correct horse battery".getBytes(StandardCharsets.UTF_8)))
                        .build();
        String all = config + config.describe() + config.places() + config.peerSecret();
        assertFalse(all.contains(KEY), all);
        assertFalse(all.contains("horse"), all);
        ConfigException e =
                assertThrows(
                        ConfigException.class,
                        () -> HerdConfig.builder().placesKey(KEY + " " + KEY, "env").build());
        assertEquals(
                "env: places.key = (hidden): is not an API key: give one line of printable ASCII"
                        + " without blanks",
                e.getMessage());
    }

    @Test
    void wantsASecretWhereNeighboursAreElsewhere() {
        ConfigException e =
                assertThrows(
                        ConfigException.class,
                        () -> ConfigFile.read(folder, "Hill.peer = 10.0.0.1:8100"));
        assertEquals(
                "peer.secret-file is not set, and Hill.peer = 10.0.0.1:8100 is not loopback; write"
                        + " a secret of 16 bytes or more into a file on every machine, and set it"
                        + " to that",
                e.getMessage());
    }

    @Test
    void keepsASecretUnderTheHomeWhereAllNeighboursAreHere() throws Exception {
        HerdConfig one = HerdConfig.builder().home(folder).build();
        HerdConfig other = HerdConfig.builder().home(folder).build();
        Path file = folder.resolve(".herd").resolve("peer-secret");
        assertFalse(Files.exists(file));
        assertArrayEquals(one.peerSecret().current(), other.peerSecret().current());
        assertTrue(Files.exists(file));
    }

    @Test
    void canBeCheckedWithoutMakingASecret() throws Exception {
        HerdConfig.builder().home(folder).build().check("Hill");
        assertFalse(Files.exists(folder.resolve(".herd")));
        HerdConfig missing = HerdConfig.builder().set("peer.secret-file", folder + "/none").build();
        assertThrows(ConfigException.class, () -> missing.check("Hill"));
        HerdConfig unknownHost =
                ConfigFile.read(folder, "Hill.http = there-is-none.invalid:8000\n");
        unknownHost.check("Smith");
        ConfigException e = assertThrows(ConfigException.class, () -> unknownHost.check("Hill"));
        assertEquals("Hill.http", e.key());
    }

    @Test
    void refusesToKeepASecretWhereThereIsNoHome() {
        ConfigException e =
                assertThrows(
                        ConfigException.class,
                        () -> HerdConfig.builder().home(Path.of("?")).build());
        assertTrue(e.getMessage().contains("no home directory"), e.getMessage());
    }

    @Test
    void drawsASecretForAProgramThatNamesNoHome() throws Exception {
        HerdConfig one = HerdConfig.builder().build();
        HerdConfig other = HerdConfig.builder().build();
        assertArrayEquals(one.peerSecret().current(), one.peerSecret().current());
        assertFalse(Arrays.equals(one.peerSecret().current(), other.peerSecret().current()));
    }
}
