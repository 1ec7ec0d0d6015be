package herd.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Clients that do not take their answers, and lines without end: PROTOCOL.md, Clients, C8, C44. */
class SessionBackPressureTest {

    private static final String KIWI = "IAMAT kiwi +34.06-118.44 99.5\n";
    private static final String KIWI_AT = "AT Hill +0.500000000 kiwi +34.06-118.44 99.5\n";

    /** What one line may add once the bound is all but reached. */
    private static final int ONE_ANSWER = KIWI_AT.length();

    private final Client client = new Client();

    @Test
    void isHeldUpWhenTooMuchWaitsAndGoesOnWhenThatIsTaken() {
        int lines = 100;
        client.says(KIWI.repeat(lines));
        assertTrue(client.pipe.isPaused());
        assertTrue(client.pipe.waiting() > Client.MAX_WAITING_BYTES);
        assertTrue(client.pipe.waiting() <= Client.MAX_WAITING_BYTES + ONE_ANSWER);
        int stored = client.host.stored.size();
        assertEquals(
                client.pipe.waiting() / ONE_ANSWER, stored, "what is not answered is not taken");
        String first = client.takes(20);
        assertEquals(stored, client.host.stored.size());
        StringBuilder got = new StringBuilder(first);
        while (client.pipe.waiting() > 0) {
            got.append(client.gets());
            assertTrue(client.pipe.waiting() <= Client.MAX_WAITING_BYTES + ONE_ANSWER);
        }
        assertEquals(KIWI_AT.repeat(lines), got.toString());
        assertFalse(client.pipe.isPaused());
        assertEquals(0, client.pipe.heldBytes());
    }

    @Test
    void saysWhatItKeepsThatItMayNotReadYet() {
        client.says(KIWI.repeat(100));
        int unread = 100 - client.host.stored.size();
        assertEquals(unread * KIWI.length(), client.pipe.heldBytes());
    }

    @Test
    void isNotHeldUpAtJustTheBound() {
        String line = "x".repeat(Client.MAX_WAITING_BYTES / 10 - 3) + "\n";
        client.says(line.repeat(10));
        assertEquals(Client.MAX_WAITING_BYTES, client.pipe.waiting());
        assertFalse(client.pipe.isPaused());
        client.says("\n");
        assertFalse(client.pipe.isPaused());
        client.says("x\n");
        assertTrue(client.pipe.isPaused());
    }

    @Test
    void isHeldUpByManyQuestionsAndGoesOnWithTheirAnswers() {
        client.says(KIWI);
        client.gets();
        int questions = 3 * Client.MAX_WAITING_ANSWERS;
        client.says("WHATSAT kiwi 10 5\n".repeat(questions));
        assertTrue(client.pipe.isPaused());
        assertEquals(Client.MAX_WAITING_ANSWERS, client.host.open.size());
        StringBuilder got = new StringBuilder();
        for (int i = 0; i < questions; i++) {
            client.host.answer("{}");
            got.append(client.gets());
            assertTrue(client.host.open.size() <= Client.MAX_WAITING_ANSWERS);
        }
        assertEquals((KIWI_AT + "{}\n\n").repeat(questions), got.toString());
        assertFalse(client.pipe.isPaused());
    }

    @Test
    void isHeldUpByAnswersThatWaitBehindAQuestion() {
        client.says(KIWI + "WHATSAT kiwi 10 5\n");
        client.gets();
        client.says(KIWI.repeat(100));
        assertTrue(client.pipe.isPaused());
        assertEquals(0, client.pipe.waiting());
        assertTrue(client.pipe.heldBytes() > Client.MAX_WAITING_BYTES);
        client.host.answer("{}");
        assertTrue(client.pipe.isPaused(), "it still waits, if for the client now");
        StringBuilder got = new StringBuilder();
        while (client.pipe.waiting() > 0) {
            got.append(client.gets());
        }
        assertEquals(KIWI_AT + "{}\n\n" + KIWI_AT.repeat(100), got.toString());
        assertFalse(client.pipe.isPaused());
    }

    @Test
    void endsOnlyAfterTheLinesThatWereHeldUp() {
        client.says(KIWI.repeat(100) + "last");
        client.halfCloses();
        assertFalse(client.pipe.isFinished());
        StringBuilder got = new StringBuilder();
        while (client.pipe.waiting() > 0) {
            got.append(client.gets());
        }
        assertEquals(KIWI_AT.repeat(100) + "? last\n", got.toString());
        assertTrue(client.pipe.isFinished());
    }

    /** Better no conversation than one with bytes lost. */
    @Test
    void refusesBytesFromAPipeThatIsPaused() {
        client.says(KIWI.repeat(100));
        assertThrows(IllegalStateException.class, () -> client.says(KIWI));
    }

    @Test
    void losesWhatWasHeldUpWithTheClient() {
        client.says(KIWI.repeat(100));
        int stored = client.host.stored.size();
        client.breaksOff();
        client.gets();
        client.halfCloses();
        assertEquals(stored, client.host.stored.size());
    }

    /** 128 MiB, in pieces as large as a read. */
    @Test
    void echoesALineWithoutEndInConstantMemory() {
        Client endless = new Client(new SessionLimits(65_536, 262_144, 100, Client.IDLE_NANOS));
        byte[] piece = new byte[65_536];
        long echoed = 0;
        for (int i = 0; i < 2_048; i++) {
            endless.session.received(piece, 0, piece.length, 0, 0);
            assertTrue(endless.pipe.waiting() <= 262_144 + piece.length + 2);
            assertTrue(endless.pipe.heldBytes() <= piece.length);
            if (endless.pipe.isPaused()) {
                echoed += endless.pipe.waiting();
                endless.pipe.takeUnseen();
                endless.session.drained(0);
                assertFalse(endless.pipe.isPaused());
            }
        }
        echoed += endless.pipe.waiting();
        assertEquals(2 + 2_048L * piece.length, echoed);
    }

    /** Many such lines at once must not cost memory that nobody counts. */
    @Test
    void saysWhatItKeepsOfALongLineForTheLog() {
        client.says("x".repeat(3000));
        client.gets();
        assertEquals(3000, client.pipe.heldBytes());
        client.says("x".repeat(3000));
        client.gets();
        assertEquals(4096, client.pipe.heldBytes());
        client.says("\n");
        assertEquals(0, client.pipe.heldBytes());
    }

    @Test
    void holdsUpALineWithoutEndBehindAQuestion() {
        client.says(KIWI + "WHATSAT kiwi 10 5\n");
        client.gets();
        int said = 0;
        while (!client.pipe.isPaused()) {
            client.says("x".repeat(70));
            said += 70;
            assertTrue(said < 2 * Client.MAX_WAITING_BYTES, "never held up");
        }
        assertTrue(client.pipe.heldBytes() <= Client.MAX_WAITING_BYTES + 2 + 70 + said);
        client.host.answer("{}");
        assertEquals(KIWI_AT + "{}\n\n? " + "x".repeat(said), client.gets());
        client.says("y\n" + KIWI);
        assertEquals("y\n" + KIWI_AT, client.gets());
    }
}
