package herd.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Answers in the order of the commands: PROTOCOL.md, Clients, C3, C4 and C10. */
class SessionOrderTest {

    private static final String KIWI = "IAMAT kiwi +34.06-118.44 99.5\n";
    private static final String KIWI_AT = "AT Hill +0.500000000 kiwi +34.06-118.44 99.5\n";

    private final Client client = new Client();

    @Test
    void holdsBackQuickAnswersBehindASlowOneButTakesTheirCommandsAtOnce() {
        client.says(KIWI + "WHATSAT kiwi 10 5\n");
        assertEquals(KIWI_AT, client.gets());
        client.waits(Client.SECOND);
        client.says("IAMAT kiwi +1-1 100\nhello\n");
        assertEquals("AT Hill +1.000000000 kiwi +1-1 100", client.host.stored.get(1));
        client.waits(Client.SECOND);
        client.says("IAMAT lime +2-2 102\n");
        assertEquals(3, client.host.stored.size());
        assertEquals("", client.gets());
        client.host.answer("{}");
        assertEquals(
                KIWI_AT
                        + "{}\n\nAT Hill +1.000000000 kiwi +1-1 100\n? hello\n"
                        + "AT Hill +0.000000000 lime +2-2 102\n",
                client.gets());
    }

    @Test
    void answersAtOnceAgainWhenNoQuestionIsOpen() {
        client.says(KIWI + "WHATSAT kiwi 10 5\n" + KIWI);
        client.host.answer("{}");
        client.gets();
        client.says(KIWI);
        assertEquals(KIWI_AT, client.gets());
        assertEquals(0, client.pipe.heldBytes());
    }

    @Test
    void takesAnAnswerThatIsThereBeforeAskingReturns() {
        client.host.placesAtOnce = "{}";
        client.says(KIWI + "WHATSAT kiwi 10 5\n" + KIWI + "WHATSAT kiwi 10 5\nWHATSAT kiwi 1 1");
        client.halfCloses();
        String answer = KIWI_AT + "{}\n\n";
        assertEquals(KIWI_AT + answer + KIWI_AT + answer + answer, client.gets());
        assertTrue(client.pipe.isFinished());
    }

    /** Each kind of answer between the questions, which are answered in any order. */
    @Test
    void keepsTheOrderWhateverTheOrderOfTheAnswers() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Client asker = new Client(new SessionLimits(100, 100_000, 1000, Client.IDLE_NANOS));
            StringBuilder expected = new StringBuilder(KIWI_AT);
            asker.says(KIWI);
            int questions = 1 + random.nextInt(20);
            for (int i = 0; i < questions; i++) {
                asker.says("WHATSAT kiwi 10 5\n");
                expected.append(KIWI_AT).append("{").append(i).append("}\n\n");
                for (int quick = random.nextInt(3); quick > 0; quick--) {
                    asker.says(i + "," + quick + "\n");
                    expected.append("? ").append(i).append(",").append(quick).append("\n");
                }
            }
            List<Question> asked = new ArrayList<>(asker.host.open.keySet());
            List<Question> inAnyOrder = new ArrayList<>(asked);
            Collections.shuffle(inAnyOrder, random);
            StringBuilder got = new StringBuilder();
            for (Question question : inAnyOrder) {
                got.append(asker.gets());
                asker.host.answer(question, "{" + asked.indexOf(question) + "}");
            }
            got.append(asker.gets());
            assertEquals(expected.toString(), got.toString(), "seed " + seed);
            assertEquals(0, asker.pipe.heldBytes(), "seed " + seed);
        }
    }

    /** C35: one answer is handed to the network in one piece. */
    @Test
    void sendsRecordAndPlacesTogether() {
        client.says(KIWI + "WHATSAT kiwi 10 5\n");
        client.gets();
        client.host.answer("{}");
        assertEquals((KIWI_AT + "{}\n\n").length(), client.pipe.waiting());
    }

    @Test
    void forgetsWhatWasAskedByAClientThatHasGone() {
        client.says(KIWI + "WHATSAT kiwi 1 1\nWHATSAT kiwi 2 2\nWHATSAT kiwi 3 3\n");
        client.gets();
        List<Question> asked = List.copyOf(client.host.open.keySet());
        client.host.answer(asked.get(1), "{}");
        client.breaksOff();
        assertEquals(List.of(asked.get(0), asked.get(2)), client.host.forgotten);
        asked.get(0).answer(new byte[10]);
        assertEquals("", client.gets());
        assertEquals(1, client.host.stored.size());
    }

    @Test
    void answersAQuestionOnce() {
        client.says(KIWI + "WHATSAT kiwi 1 1\n");
        Question question = client.host.open.keySet().iterator().next();
        client.host.answer(question, "{}");
        assertThrows(IllegalStateException.class, () -> question.answer(new byte[1]));
    }
}
