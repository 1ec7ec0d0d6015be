package herd.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerStartTest {

    private static final Duration UNTIL_A_LINK_IS_STUCK = Duration.ofSeconds(5);

    /** PROTOCOL.md, Flooding, rule 12: else the log would not say what the rule says. */
    @Test
    void aLinkJudgesBeforeItsSocketDoes() {
        Duration patience = ServerStart.linkConnections().writeStall();
        assertTrue(patience.compareTo(UNTIL_A_LINK_IS_STUCK) > 0, patience::toString);
    }
}
