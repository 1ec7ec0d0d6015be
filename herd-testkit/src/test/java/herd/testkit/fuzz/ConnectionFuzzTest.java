package herd.testkit.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Clients and neighbours, sound and otherwise, at a whole server in memory. */
class ConnectionFuzzTest {

    @Test
    void answersEveryClientAsTheContractSaysWhoeverElseIsThere() {
        Tally tally = Volume.of(ConnectionTarget.clients(), 1_500);
        String[] kinds = {
            "client that was given places",
            "client with a line over the limit",
            "client with other lines",
            "stranger with a wrong hello"
        };
        assertTried(tally, 50, kinds);
    }

    @Test
    void believesNoStrangerAndOfANeighbourWhatIsSound() {
        Tally tally = Volume.of(ConnectionTarget.links(), 1_500);
        String[] kinds = {
            "link",
            "link out of order",
            "link that was replaced",
            "link with a line that is damaged or wrong",
            "neighbour with other CLOCK",
            "neighbour with other SETTINGS",
            "proof of another pair",
            "proof with nonsense in it",
            "stranger of another version",
            "stranger that made way",
            "stranger with a wrong hello",
            "stranger with a wrong proof",
            "stranger without a proof",
            "too long a line"
        };
        assertTried(tally, 500, kinds);
    }

    private static void assertTried(Tally tally, int share, String... kinds) {
        for (String kind : kinds) {
            long enough = tally.of("client that was given places") / share;
            assertTrue(tally.of(kind) > enough, kind + " is hardly tried:\n" + tally);
        }
    }
}
