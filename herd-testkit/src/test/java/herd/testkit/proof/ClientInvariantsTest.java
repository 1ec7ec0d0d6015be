package herd.testkit.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each invariant of what clients get goes red when it is broken on purpose, and only then. */
class ClientInvariantsTest extends AgainstInvariants {

    @Test
    void answers() {
        run(2_000);
        world.client(
                "Hill", 0, it -> it.send("IAMAT kiwi +1-1 10\nsomething\n\nWHATSAT kiwi 1 1\n"));
        run(10);
        ProofClient client = world.clients().get(0);
        assertTrue(client.isContent(), client.waitsFor());
        assertRed("answers", () -> say(client, "unasked\n"));
        String at = hill().stored().get("kiwi").text() + '\n';
        String there = places("+1-1", 1) + "\n\n";
        String iamat = "IAMAT kiwi +1-1 11\n";
        assertWrong(1, iamat, "AT Smith +0.5 kiwi +1-1 11\n");
        assertWrong(2, iamat, at);
        assertWrong(3, "WHATSAT kiwi 1 1\n", "AT Hill +0.5 lime +1-1 10\n" + there);
        assertWrong(4, "WHATSAT kiwi 1 1\n", at + places("+1-1", 2) + "\n\n");
        assertWrong(5, "WHATSAT kiwi 1 1\n", at + places("+1-2", 1) + "\n\n");
        assertWrong(6, "something\n", "? somethink\n");
        asking(7, "WHATSAT kiwi 1 1\n", it -> say(it, at + there));
    }

    private void assertWrong(int client, String question, String answer) {
        asking(client, question, it -> assertRed("answers", () -> say(it, answer)));
    }

    private void asking(int client, String question, Consumer<ProofClient> action) {
        world.client(
                "Hill",
                client,
                it -> {
                    it.send(question);
                    action.accept(it);
                });
    }

    private static String places(String coordinates, int km) {
        ReferenceLine there = ReferenceLine.read("AT Hill +0.5 kiwi " + coordinates + " 10");
        return ReferencePlaces.near("WHATSAT kiwi " + km + " 1", there);
    }

    private static void say(ProofClient client, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        client.received(bytes, 0, bytes.length, 0, 0);
    }

    @Test
    void bounds() {
        Bounds it = new Bounds();
        run(2_000);
        report("Hill", 10);
        it.turnEnded(hill());
        Life cramped = new Life(hill().server(), new ReferenceOrder(1), 0);
        assertRed("bounds", () -> it.turnEnded(cramped));
        Bounds narrow = new Bounds(3);
        world.client("Hill", 1, client -> client.send("WHATSAT kiwi 1 1\n".repeat(4)));
        run(2);
        assertEquals(4, hill().server().mostAnswersWaiting());
        it.turnEnded(hill());
        assertRed("bounds", () -> narrow.turnEnded(hill()));
    }
}
