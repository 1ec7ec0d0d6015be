package herd.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8000, 127.0.0.1, 8000",
        "localhost:0, localhost, 0",
        "hill.example.org:65535, hill.example.org, 65535",
        "my_host-2:1, my_host-2, 1",
        "[::1]:8000, ::1, 8000",
        "[2001:db8::7]:9, 2001:db8::7, 9",
        "0.0.0.0:80, 0.0.0.0, 80"
    })
    void readsAndSpellsAHostAndAPort(String text, String host, int port) throws ConfigException {
        assertEquals(host, read(text).host());
        assertEquals(port, read(text).port());
        assertEquals(text, read(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "8000",
                "host",
                ":8000",
                "host:",
                "host:65536",
                "host:-1",
                "host:+1",
                "host:8000x",
                "host: 8000",
                "::1:8000",
                "[::1]",
                "[::1]8000",
                "[localhost]:1",
                "[127.0.0.1]:1",
                "[]:1",
                "[zz::1]:1",
                "[1:2]:3",
                "127.0.0:1",
                "127.0.0.256:1",
                "127.1:1",
                "1:1",
                "0127.0.0.1:1",
                "a b:1",
                "-a:1",
                "h\u00f6st:1",
                "http://a:1",
                "off"
            })
    void refusesEverythingElse(String text) {
        ConfigException e = assertThrows(ConfigException.class, () -> read(text));
        assertTrue(e.getMessage().startsWith("f:3: Hill.client = " + text + ": "), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:1", "127.9.9.9:1", "localhost:1", "LocalHost:1", "[::1]:1"})
    void knowsLoopback(String text) throws ConfigException {
        assertTrue(read(text).isLoopback());
        assertFalse(read(text).isWildcard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1:1", "localhost.example.org:1", "[fe80::1]:1", "128.0.0.1:1"})
    void takesNothingElseForLoopback(String text) throws ConfigException {
        assertFalse(read(text).isLoopback());
    }

    @Test
    void resolvesAnAddressAsItIs() throws Exception {
        assertEquals(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 8000),
                read("127.0.0.1:8000").resolve());
    }

    private static HostPort read(String text) throws ConfigException {
        return HostPort.of(new Setting("Hill.client", text, "f:3"));
    }
}
