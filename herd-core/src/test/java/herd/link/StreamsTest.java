package herd.link;

import static herd.link.LinkLineTest.checked;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes, in whatever pieces. */
final class StreamsTest {

    private static final long SEED = 20_180_302;

    /**
     * An acceptor whose nonce is always the same, and all that a dialler says to it: what nobody can
     * do to a server in earnest.
     */
    private final byte[] said = wholeConversation();

    private static byte[] wholeConversation() {
        World world = new World();
        TestServer campbell = TestServer.of(world, "Campbell", "Hill");
        TestServer hill = fixedNonce(world);
        List<byte[]> lines = new ArrayList<>();
        world.middleman =
                (byDialler, line) -> {
                    if (byDialler) {
                        lines.add(line);
                    }
                    return line;
                };
        campbell.links.start(world.now());
        world.runFor(World.SECOND / 2);
        assertTrue(hill.isUp());
        StringBuilder text = new StringBuilder();
        lines.forEach(it -> text.append(new String(it, ISO_8859_1)));
        text.append(checked("AT one 3")).append('\n');
        text.append(checked("AT two 4")).append('\n');
        text.append(checked("AUDIT 4 0 2 0123456789abcdef")).append('\n');
        return text.toString().getBytes(ISO_8859_1);
    }

    private static TestServer fixedNonce(World world) {
        TestServer hill = TestServer.of(world, "Hill", "Campbell");
        hill.drawGreatestDelays();
        return hill;
    }

    @Test
    void theSameIsHeardHoweverTheBytesAreSplit() {
        List<String> whole = heardInPieces(said.length);
        assertEquals(
                List.of(
                        "up",
                        "record 3 [AT one]",
                        "record 4 [AT two]",
                        "all up to 4",
                        "audit 4 0 2 123456789abcdef"),
                whole);
        for (int size = 1; size < 100; size++) {
            assertEquals(whole, heardInPieces(size), "pieces of " + size);
        }
        for (int at = 1; at < said.length; at++) {
            assertEquals(whole, heardInPieces(at), "split at " + at);
        }
    }

    private List<String> heardInPieces(int size) {
        World world = new World();
        TestServer hill = fixedNonce(world);
        World.Caller caller = world.call(hill);
        for (int from = 0; from < said.length; from += size) {
            caller.sayBytes(Arrays.copyOfRange(said, from, Math.min(from + size, said.length)));
        }
        return hill.told;
    }

    @Test
    void noRandomStreamThrowsOrGetsPastTheProof() {
        Random random = new Random(SEED);
        World world = new World();
        TestServer hill = TestServer.of(world, "Hill", "Campbell");
        int closed = 0;
        for (int i = 0; i < 100_000; i++) {
            World.Caller caller = world.call(hill);
            int pieces = 1 + random.nextInt(3);
            for (int piece = 0; piece < pieces; piece++) {
                caller.sayBytes(garbage(random));
            }
            closed += caller.isClosed() ? 1 : 0;
            assertTrue(hill.ups.isEmpty(), "stream " + i + " of seed " + SEED);
        }
        assertTrue(closed > 50_000, closed + " closed");
        assertTrue(hill.told.isEmpty());
        for (CloseReason why :
                List.of(
                        CloseReason.UNREADABLE,
                        CloseReason.WRONG_PROOF,
                        CloseReason.NO_COMMON_VERSION,
                        CloseReason.CROWDED_OUT)) {
            assertTrue(hill.links.closed(why) > 100, why + ": " + hill.links.closed(why));
        }
    }

    @Test
    void noRandomAnswerThrowsOrGetsPastTheProof() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            World world = new World();
            TestServer hill = TestServer.of(world, "Hill", "Campbell");
            hill.links.start(world.now());
            World.Caller caller = world.answer(hill);
            if (random.nextBoolean()) {
                caller.say("NONCE 1 " + "ab".repeat(32));
            }
            caller.sayBytes(garbage(random));
            caller.sayBytes(garbage(random));
            assertFalse(hill.isUp(), "stream " + i + " of seed " + SEED);
        }
    }

    @Test
    void noRandomStreamOnALinkThrows() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            World world = new World();
            TestServer hill = fixedNonce(world);
            World.Caller caller = world.call(hill);
            caller.sayBytes(said);
            assertTrue(hill.isUp());
            caller.sayBytes(garbage(random));
            caller.say("");
            assertFalse(hill.isUp(), "stream " + i + " of seed " + SEED);
        }
    }

    /** Random bytes, or something spoilt that was right before. */
    private byte[] garbage(Random random) {
        switch (random.nextInt(4)) {
            case 0:
                byte[] bytes = new byte[random.nextInt(600)];
                random.nextBytes(bytes);
                return bytes;
            case 1:
                String range = (1 + random.nextInt(3)) + " " + (1 + random.nextInt(3));
                return ("HERD " + range + " Campbell Hill " + "ab".repeat(32) + "\n")
                        .getBytes(ISO_8859_1);
            case 2:
                int from = random.nextInt(said.length);
                return Arrays.copyOfRange(said, from, said.length);
            default:
                byte[] changed = said.clone();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                return changed;
        }
    }
}
