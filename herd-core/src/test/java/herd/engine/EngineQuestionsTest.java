package herd.engine;

import static herd.engine.TestServer.PLACES_TIMEOUT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.places.PlacesAnswer;
import org.junit.jupiter.api.Test;

/** What a server does when clients ask for places. PROTOCOL.md, Clients. */
class EngineQuestionsTest extends TwoServers {

    @Test
    void answersAQuestionAtAnyServerInOnePiece() {
        linkUp();
        hill.client().say(IAMAT);
        TestServer.carry(toJaquez, toHill);
        TestServer.Peer client = jaquez.client();
        client.say("WHATSAT kiwi 10 2\n");
        assertEquals("", client.pipe.take());
        jaquez.engine.lookedUp(jaquez.token, PlacesAnswer.found(JSON.getBytes(ISO_8859_1)));
        assertEquals(1, client.pipe.offers());
        assertEquals(AT + '\n' + JSON + "\n\n", client.pipe.take());
        assertEquals(0, jaquez.engine.openQuestions());
    }

    @Test
    void answersInTimeWhateverThePlacesDo() {
        TestServer.Peer client = hill.client();
        client.say(IAMAT);
        client.pipe.take();
        client.say("WHATSAT kiwi 10 2\n");
        assertTrue(hill.asked.contains("look up until " + PLACES_TIMEOUT), hill.asked::toString);
        hill.runTo(PLACES_TIMEOUT - 1);
        assertEquals("", client.pipe.take());
        hill.runTo(PLACES_TIMEOUT);
        String answer = client.pipe.take();
        assertTrue(answer.startsWith(AT + "\n{"), answer);
        assertTrue(answer.endsWith("\"status\" : \"UNKNOWN_ERROR\"\n}\n\n"), answer);
        assertTrue(hill.asked.contains("abandon look-up " + hill.token), hill.asked::toString);
        hill.engine.lookedUp(hill.token, PlacesAnswer.found(JSON.getBytes(ISO_8859_1)));
        assertEquals("", client.pipe.take(), "an answer that comes late is dropped");
    }

    @Test
    void takesAnUpdateWhileAQuestionIsOpenAndKeepsItsAnswerBack() {
        linkUp();
        TestServer.Peer client = hill.client();
        client.say(IAMAT);
        client.pipe.take();
        TestServer.carry(toJaquez, toHill);
        client.say("WHATSAT kiwi 10 2\n" + NEWER);
        assertTrue(toJaquez.pipe.take().contains(" kiwi +1-1 1520023934.5 2 "));
        assertEquals("", client.pipe.take());
        hill.engine.lookedUp(hill.token, PlacesAnswer.found(JSON.getBytes(ISO_8859_1)));
        String answers = client.pipe.take();
        assertTrue(answers.startsWith(AT + '\n' + JSON), answers);
        assertTrue(answers.endsWith("\n\nAT Hill +0.500000000 kiwi +1-1 1520023934.5\n"), answers);
    }

    @Test
    void givesALookUpUpWhenItsAskerHasGone() {
        TestServer.Peer client = hill.client();
        client.say(IAMAT + "WHATSAT kiwi 10 2\n");
        client.breakOff();
        assertTrue(hill.asked.contains("abandon look-up " + hill.token), hill.asked::toString);
        assertEquals(0, hill.engine.openQuestions());
    }

    @Test
    void answersOpenQuestionsAsFailedWhenItStops() {
        TestServer.Peer client = hill.client();
        client.say(IAMAT + "WHATSAT kiwi 10 2\n");
        hill.engine.stopLookUps();
        assertTrue(client.pipe.take().endsWith("\"status\" : \"UNKNOWN_ERROR\"\n}\n\n"));
        client.say("WHATSAT kiwi 10 2\n");
        assertTrue(client.pipe.take().endsWith("\"status\" : \"UNKNOWN_ERROR\"\n}\n\n"));
    }
}
