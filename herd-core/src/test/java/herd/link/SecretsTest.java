package herd.link;

import static herd.link.Pair.with;
import static herd.link.TestServer.settings;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md, Links between servers: which secrets bring a link up, and while they are changed. */
final class SecretsTest {

    private static final Secrets NEW = secrets("new");
    private static final Secrets OLD = secrets("old");
    private static final Secrets NEW_AND_OLD = Secrets.of(bytes("new"), bytes("old"));
    private static final Secrets OLD_AND_NEW = Secrets.of(bytes("old"), bytes("new"));

    private final World world = new World();

    @Test
    void anotherSecretIsRefusedWithoutAWord() {
        Pair pair =
                new Pair(
                        world,
                        with(settings("Campbell", "Hill"), NEW),
                        with(settings("Hill", "Campbell"), OLD));
        pair.meet();
        assertTrue(pair.dialler.ups.isEmpty() && pair.acceptor.ups.isEmpty());
        LinkEvent.StrangerLeft left =
                assertInstanceOf(LinkEvent.StrangerLeft.class, pair.acceptor.events.get(0));
        assertEquals(CloseReason.WRONG_PROOF, left.why());
        assertEquals("Campbell", left.claimedName());
        assertEquals(
                "no link to Hill yet: closed by the other side (our proof had no answer)",
                pair.dialler.events.get(0).text());
    }

    @Test
    void secretsCanBeChangedOneServerAtATime() {
        for (Secrets here : List.of(NEW, OLD, NEW_AND_OLD, OLD_AND_NEW)) {
            for (Secrets there : List.of(NEW, OLD, NEW_AND_OLD, OLD_AND_NEW)) {
                World other = new World();
                Pair pair =
                        new Pair(
                                other,
                                with(settings("Campbell", "Hill"), here),
                                with(settings("Hill", "Campbell"), there));
                pair.meet();
                boolean nothingInCommon =
                        here == NEW && there == OLD || here == OLD && there == NEW;
                assertEquals(!nothingInCommon, pair.dialler.isUp());
                assertEquals(!nothingInCommon, pair.acceptor.isUp());
            }
        }
    }

    @Test
    void saysThatThePreviousSecretIsStillInUse() {
        Pair pair =
                new Pair(
                        world,
                        with(settings("Campbell", "Hill"), NEW_AND_OLD),
                        with(settings("Hill", "Campbell"), OLD));
        pair.meet();
        assertTrue(((LinkEvent.Up) pair.dialler.events.get(0)).previousSecret());
        assertFalse(((LinkEvent.Up) pair.acceptor.events.get(0)).previousSecret());
    }

    @Test
    void neverPrintsASecret() {
        LinkSettings settings = with(settings("Campbell", "Hill"), secrets("swordfish"));
        assertFalse(settings.toString().contains("swordfish"));
        assertFalse(settings.toString().contains(Arrays.toString(bytes("swordfish"))));
    }

    private static Secrets secrets(String text) {
        return Secrets.of(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
