package herd.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which servers there are, where they listen, and who is linked to whom. */
class HerdShapeTest {

    @TempDir Path folder;

    @Test
    void wantsAddressesForServersThatAreNotBuiltIn() {
        ConfigException e =
                assertThrows(
                        ConfigException.class,
                        () ->
                                ConfigFile.read(
                                        folder,
                                        "servers = A, B\nlinks = A-B\nA.client = 127.0.0.1:1\n"));
        assertEquals(
                "A.peer is not set; set it to host:port, such as 127.0.0.1:9000", e.getMessage());
    }

    @Test
    void wantsLinksForServersThatAreNotBuiltIn() {
        ConfigException e =
                assertThrows(
                        ConfigException.class, () -> ConfigFile.read(folder, "servers = A, Hill"));
        assertTrue(e.getMessage().startsWith("links is not set, and "), e.getMessage());
    }

    @Test
    void linksBuiltInServersAsBuiltIn() throws Exception {
        HerdConfig config = ConfigFile.read(folder, "servers = Smith, Hill, Jaquez");
        assertEquals("[Hill-Jaquez, Hill-Smith]", config.links().toString());
    }

    @Test
    void takesAServerAlone() throws Exception {
        HerdConfig config =
                ConfigFile.read(
                        folder, "servers = A\nA.client = 0.0.0.0:9000\nA.peer = 0.0.0.0:9100\n");
        assertEquals(List.of(), config.links());
        assertEquals(Optional.empty(), config.server("A").http());
        assertEquals(64, config.peerSecret().current().length);
    }

    @Test
    void letsEveryMachineListenOnAllItsAddresses() throws Exception {
        HerdConfig config =
                ConfigFile.read(
                        folder, "Hill.client = 0.0.0.0:8000\nSmith.client = 0.0.0.0:8000\n");
        assertEquals("0.0.0.0:8000", config.server("Smith").client().toString());
    }

    @Test
    void refusesALinkThatCanBeReadTwoWays() {
        ConfigException e =
                assertThrows(
                        ConfigException.class,
                        () -> ConfigFile.read(folder, "servers = A, B-C, A-B, C\nlinks = A-B-C\n"));
        assertTrue(
                e.getMessage().endsWith("\"A-B-C\" can be read as two links; rename a server"),
                e.getMessage());
    }

    @Test
    void splitsALinkAtTheOneDashBetweenTwoServers() throws Exception {
        HerdConfig config =
                HerdConfig.builder()
                        .server("a-b", "127.0.0.1:0", "127.0.0.1:1")
                        .server("c-d-e", "127.0.0.1:0", "127.0.0.1:2")
                        .link("a-b", "c-d-e")
                        .build();
        assertEquals(List.of(new HerdLink("a-b", "c-d-e")), config.links());
    }

    @Test
    void refusesMoreNeighboursThanARecordHasBitsFor() throws Exception {
        assertEquals(64, star(64).server("hub").neighbours().size());
        ConfigException e = assertThrows(ConfigException.class, () -> star(65));
        assertTrue(e.getMessage().endsWith("hub has more than 64 links"), e.getMessage());
    }

    @Test
    void tellsThatAHerdIsInParts() throws Exception {
        HerdConfig config =
                ConfigFile.read(folder, "links = Hill-Jaquez, Smith-Campbell\nplaces = offline");
        assertEquals(
                List.of("no links lead from [Hill, Jaquez] to [Smith, Campbell, Singleton]"),
                config.notices());
    }

    @Test
    void refusesAServerThatThereIsNot() throws Exception {
        HerdConfig config = HerdConfig.builder().build();
        ConfigException e = assertThrows(ConfigException.class, () -> config.server("hill"));
        assertEquals(
                "no server is called hill; servers are"
                        + " [Hill, Jaquez, Smith, Campbell, Singleton]",
                e.getMessage());
    }

    @Test
    void namesTheKeyOfAHostThatThereIsNot() throws Exception {
        HerdConfig config = ConfigFile.read(folder, "Hill.client = there-is-none.invalid:8000\n");
        ConfigException e =
                assertThrows(ConfigException.class, () -> config.server("Hill").resolveClient());
        assertTrue(
                e.getMessage()
                        .contains("herd.properties:1: Hill.client = there-is-none.invalid:8000:"),
                e.getMessage());
    }

    private HerdConfig star(int rays) throws ConfigException {
        HerdConfigBuilder builder =
                HerdConfig.builder().server("hub", "127.0.0.1:0", "127.0.0.1:1000");
        for (int i = 1; i <= rays; i++) {
            builder.server("ray" + i, "127.0.0.1:0", "127.0.0.1:" + (1000 + i));
            builder.link("hub", "ray" + i);
        }
        return builder.build();
    }
}
