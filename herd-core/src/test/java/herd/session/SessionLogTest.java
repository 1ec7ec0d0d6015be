package herd.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session has noted in the message log. */
class SessionLogTest {

    private static final String KIWI = "IAMAT kiwi +34.06-118.44 99.5";
    private static final String KIWI_AT = "AT Hill +0.500000000 kiwi +34.06-118.44 99.5";
    private static final int KEPT = 4096;

    private final Client client =
            new Client(new SessionLimits(8192, 100_000, 10, Client.IDLE_NANOS));

    @Test
    void notesEachLineInAndOutWithTheConnection() {
        client.says(KIWI + "\n \t\nhello \r\nWHATSAT kiwi 10 5\nlate");
        assertEquals(
                List.of(
                        "7 in " + KIWI,
                        "7 out " + KIWI_AT,
                        "7 in  \t",
                        "7 in hello \r",
                        "7 echo hello \r",
                        "7 in WHATSAT kiwi 10 5"),
                client.host.log);
        client.host.log.clear();
        client.host.answer("{}");
        client.halfCloses();
        assertEquals(
                List.of("7 out " + KIWI_AT + "\n{}\n\n", "7 in late", "7 echo late"),
                client.host.log);
    }

    @Test
    void notesAQuestionThatItEchoes() {
        client.says("WHATSAT kiwi 10 5\n");
        assertEquals(
                List.of("7 in WHATSAT kiwi 10 5", "7 echo WHATSAT kiwi 10 5"), client.host.log);
    }

    @Test
    void notesTheBeginningOfALongLineAndHowMuchIsLeftOut() {
        for (int i = 0; i < 10; i++) {
            client.says("0123456789".repeat(1000));
        }
        client.says("\n");
        String noted = "0123456789".repeat(500).substring(0, KEPT) + " +" + (100_000 - KEPT);
        assertEquals(List.of("7 in " + noted, "7 echo " + noted), client.host.log);
    }

    @Test
    void notesALongLineThatBreaksOff() {
        client.says("x".repeat(10_000));
        assertEquals(List.of(), client.host.log);
        client.breaksOff();
        String noted = "x".repeat(KEPT) + " +" + (10_000 - KEPT);
        assertEquals(List.of("7 in " + noted, "7 echo " + noted), client.host.log);
    }

    @Test
    void notesAllOfALineThatIsLongOnlyForASmallLimit() {
        Client narrow = new Client(new SessionLimits(10, 100_000, 10, Client.IDLE_NANOS));
        narrow.says("abcdefghij");
        narrow.says("klm\n");
        assertEquals(List.of("7 in abcdefghijklm", "7 echo abcdefghijklm"), narrow.host.log);
    }
}
