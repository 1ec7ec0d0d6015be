package herd.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Silent clients: PROTOCOL.md, Clients, C9. */
class SessionAlarmTest {

    private static final String KIWI = "IAMAT kiwi +34.06-118.44 99.5";

    private final Client client = new Client();

    @Test
    void closesAClientThatIsSilentForTooLong() {
        client.waits(Client.IDLE_NANOS - 1);
        assertEquals(List.of(), client.host.log);
        client.waits(1);
        assertEquals(List.of("7 idle"), client.host.log);
        assertTrue(client.pipe.isFinished());
    }

    @Test
    void countsSilenceFromTheLastByte() {
        client.waits(Client.IDLE_NANOS - 1);
        client.says("x");
        client.waits(1);
        client.waits(Client.IDLE_NANOS - 2);
        assertEquals(List.of(), client.host.log);
        client.waits(1);
        assertEquals(List.of("7 idle"), client.host.log);
        assertEquals("", client.gets());
    }

    @Test
    void doesNotCallAClientSilentThatIsOwedAnAnswer() {
        client.says(KIWI + "\nWHATSAT kiwi 10 5\n");
        client.gets();
        client.waits(3 * Client.IDLE_NANOS);
        client.host.answer("{}");
        client.waits(Client.IDLE_NANOS);
        assertFalse(client.pipe.isFinished(), "the answer still waits to be taken");
        client.gets();
        client.waits(Client.IDLE_NANOS);
        assertTrue(client.pipe.isFinished());
    }

    @Test
    void keepsQuietOnceTheClientHasGone() {
        client.breaksOff();
        client.waits(2 * Client.IDLE_NANOS);
        client.halfCloses();
        assertEquals("", client.gets());
        assertEquals(List.of(), client.host.log);
        assertFalse(client.pipe.isFinished());
    }

    @Test
    void neverCallsAClientSilentWhereTheIdleTimeIsForEver() {
        Client patient = new Client(new SessionLimits(10, 10, 10, Long.MAX_VALUE));
        patient.waits(Client.SECOND);
        patient.says("x\n");
        for (int i = 0; i < 3; i++) {
            patient.waits(1L << 60);
            assertEquals(Long.MAX_VALUE, patient.pipe.alarmNanos());
        }
        assertFalse(patient.pipe.isFinished());
    }
}
