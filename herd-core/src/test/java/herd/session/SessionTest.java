package herd.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences named are those of PROTOCOL.md, Clients. */
class SessionTest {

    private static final String KIWI = "IAMAT kiwi +34.06-118.44 99.5\n";
    private static final String KIWI_AT = "AT Hill +0.500000000 kiwi +34.06-118.44 99.5\n";

    private final Client client = new Client();

    /** C1. */
    @Test
    void saysNothingUnasked() {
        assertEquals("", client.gets());
        client.says("IAMAT kiwi +34.06-118.44 99.5");
        assertEquals("", client.gets());
        client.says("\n");
        assertEquals(KIWI_AT, client.gets());
        client.halfCloses();
        assertEquals("", client.gets());
    }

    /** C25, C26. */
    @Test
    void answersALocationWithFieldsAsSentAndOneSpaceBetween() {
        client.says("\t IAMAT \u000b \0\u00ff\u0085\r+.5-2.   007.0000000000\f \r\n");
        assertEquals("AT Hill +93.000000000 \0\u00ff\u0085 +.5-2. 007.0000000000\n", client.gets());
    }

    /** C27. */
    @Test
    void answersAnOlderLocationTheSameWay() {
        client.says(KIWI + "IAMAT kiwi +1-1 98\n");
        assertEquals(KIWI_AT + "AT Hill +2.000000000 kiwi +1-1 98\n", client.gets());
    }

    /** C43: the line exactly as it was sent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "iamat kiwi +1-1 1",
                "IAMAT kiwi +1-1",
                "IAMAT kiwi +1-1 1 1",
                "IAMAT kiwi +91-1 1",
                "WHATSAT nobody 10 5",
                "AT Hill +0.500000000 kiwi +34.06-118.44 99.5",
                "  \t hello \u000b\f \r",
                "\0\u00ff\u00c3 \u001c\u0085\u00a0",
                "?",
                "? hello",
                "\u0000"
            })
    void echoesAnInvalidLineUntouched(String line) {
        client.says(line + "\n");
        assertEquals("? " + line + "\n", client.gets());
        assertEquals(List.of(), client.host.stored);
    }

    /** C15. */
    @Test
    void doesNotAnswerABlankLine() {
        client.says("\n\r\n \t\u000b\f\r\n" + KIWI + "\n\n" + KIWI);
        assertEquals(KIWI_AT + KIWI_AT, client.gets());
    }

    /** C16: one byte more makes any line invalid. */
    @Test
    void takesACommandOfJustTheLimitAndEchoesALongerOne() {
        String rest = " +1-1 100";
        String id = "k".repeat(Client.MAX_LINE_BYTES - "IAMAT ".length() - rest.length());
        client.says("IAMAT " + id + rest + "\n");
        assertEquals("AT Hill +0.000000000 " + id + rest + "\n", client.gets());
        client.says("IAMAT " + id + rest + " \n");
        assertEquals("? IAMAT " + id + rest + " \n", client.gets());
        String blanks = " ".repeat(Client.MAX_LINE_BYTES);
        client.says(blanks + "\n" + blanks + " \n");
        assertEquals("? " + blanks + " \n", client.gets());
    }

    /** C42. */
    @Test
    void takesTheLinesAroundAnInvalidOne() {
        client.says(KIWI + "x".repeat(500) + "\n" + KIWI + "hello\n" + KIWI);
        assertEquals(
                KIWI_AT + "? " + "x".repeat(500) + "\n" + KIWI_AT + "? hello\n" + KIWI_AT,
                client.gets());
    }

    /** C5. */
    @Test
    void answersTheSameHoweverTheBytesAreCut() {
        String text =
                KIWI
                        + "\n? \r\n"
                        + "WHATSAT kiwi 1 1\n"
                        + "y".repeat(250)
                        + "\n hello"
                        + "\n"
                        + KIWI;
        Client whole = new Client();
        whole.host.placesAtOnce = "{}";
        whole.says(text);
        String expected = whole.gets();
        for (int size = 1; size < text.length(); size++) {
            Client pieces = new Client();
            pieces.host.placesAtOnce = "{}";
            for (int at = 0; at < text.length(); at += size) {
                pieces.says(text.substring(at, Math.min(text.length(), at + size)));
            }
            assertEquals(expected, pieces.gets(), "in pieces of " + size);
        }
    }

    /** C32, C33. */
    @Test
    void answersAQuestionWithTheRecordThePlacesAndAnEmptyLine() {
        client.says(KIWI + "WHATSAT kiwi 10 5\n");
        assertEquals(KIWI_AT, client.gets());
        client.host.answer("{\n}");
        assertEquals(KIWI_AT + "{\n}\n\n", client.gets());
    }

    /** C31. */
    @Test
    void echoesAQuestionAboutAnUnknownClient() {
        client.says("WHATSAT kiwi 10 5\n" + KIWI + "WHATSAT kiw 10 5\nWHATSAT Kiwi 10 5\n");
        assertEquals(
                "? WHATSAT kiwi 10 5\n" + KIWI_AT + "? WHATSAT kiw 10 5\n? WHATSAT Kiwi 10 5\n",
                client.gets());
        assertTrue(client.host.open.isEmpty());
    }

    /** C6, C7. */
    @Test
    void answersTheLastLineWithoutItsEndAndFinishes() {
        client.says(KIWI + KIWI.substring(0, KIWI.length() - 1));
        client.halfCloses();
        assertTrue(client.pipe.isFinished());
        assertEquals(KIWI_AT + KIWI_AT, client.gets());
    }

    /** C6, C44. */
    @Test
    void endsTheEchoOfALongLineWithTheInput() {
        client.says("x".repeat(300));
        client.halfCloses();
        assertEquals("? " + "x".repeat(300) + "\n", client.gets());
        assertTrue(client.pipe.isFinished());
    }

    @Test
    void finishesAtOnceWhenNothingWasSaid() {
        client.halfCloses();
        assertTrue(client.pipe.isFinished());
        assertEquals("", client.gets());
        assertFalse(client.pipe.isClosed());
    }

    /** C6: the server closes only after the last answer. */
    @Test
    void finishesOnlyAfterTheLastAnswer() {
        client.says(KIWI + "WHATSAT kiwi 10 5\nWHATSAT kiwi 10 5");
        client.halfCloses();
        assertFalse(client.pipe.isFinished());
        assertEquals(2, client.host.open.size());
        Question last = List.copyOf(client.host.open.keySet()).get(1);
        client.host.answer(last, "{2}");
        assertFalse(client.pipe.isFinished());
        assertEquals(KIWI_AT, client.gets());
        assertFalse(client.pipe.isFinished());
        client.host.answer("{1}");
        assertTrue(client.pipe.isFinished());
        assertEquals(KIWI_AT + "{1}\n\n" + KIWI_AT + "{2}\n\n", client.gets());
    }

    @Test
    void needsLimitsThatLimit() {
        assertThrows(IllegalArgumentException.class, () -> new SessionLimits(0, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SessionLimits(1, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SessionLimits(1, 1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new SessionLimits(1, 1, 1, 0));
    }
}
