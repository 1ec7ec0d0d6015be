package herd.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** What tests of a whole server have in common: two of them, which may be linked. */
abstract class TwoServers {

    static final String IAMAT = "IAMAT kiwi +34.068930-118.445127 1520023934\n";
    static final String AT = "AT Hill +1.000000000 kiwi +34.068930-118.445127 1520023934";
    static final String NEWER = "IAMAT kiwi +1-1 1520023934.5\n";
    static final String JSON = "{\n\"results\" : [ 1, 2 ],\n\"status\" : \"OK\"\n}";

    final TestServer hill = new TestServer("Hill", "Jaquez", "Smith");
    final TestServer jaquez = new TestServer("Jaquez", "Hill");
    TestServer.Peer toJaquez;
    TestServer.Peer toHill;

    void linkUp() {
        hill.engine.start();
        join(hill.dialled(0), jaquez.accepted());
        assertEquals(List.of("dial 0", "dial 1"), hill.asked);
    }

    void join(TestServer.Peer here, TestServer.Peer there) {
        toJaquez = here;
        toHill = there;
        TestServer.carry(toJaquez, toHill);
    }

    static long count(List<String> events, String what) {
        return events.stream().filter(what::equals).count();
    }
}
