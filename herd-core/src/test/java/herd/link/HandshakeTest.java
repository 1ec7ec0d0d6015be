package herd.link;

import static herd.link.Pair.with;
import static herd.link.TestServer.settings;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md, Links between servers; Flooding, rule 10. Campbell dials, Hill never does. */
final class HandshakeTest {

    private static final byte[] NEW = bytes("new");
    private static final byte[] OLD = bytes("old");

    private final World world = new World();

    @Test
    void bringsUpALinkThatBothEndsCallTheSame() {
        Pair pair = new Pair(world, settings("Campbell", "Hill"), settings("Hill", "Campbell"));
        pair.meet();
        assertEquals("Campbell/1", pair.dialler.linkName());
        assertEquals("Campbell/1", pair.acceptor.linkName());
        assertEquals("link to Hill up: Campbell/1, version 1", pair.dialler.events.get(0).text());
    }

    @Test
    void tellsEachEndWhatTheOtherRemembers() {
        Pair pair = new Pair(world, settings("Campbell", "Hill"), settings("Hill", "Campbell"));
        pair.dialler.remembered[0] = pair.acceptor.settings.incarnation();
        pair.dialler.applied[0] = 42;
        pair.meet();
        Introduction heard = pair.acceptor.ups.get(0);
        assertEquals(pair.dialler.settings.incarnation(), heard.incarnation());
        assertEquals(pair.acceptor.settings.incarnation(), heard.rememberedIncarnation());
        assertEquals(42, heard.appliedSeq());
        assertEquals(0, pair.dialler.ups.get(0).rememberedIncarnation());
        assertEquals(0, pair.dialler.ups.get(0).appliedSeq());
    }

    @Test
    void failsWhenAnyBitOfAnyLineIsChanged() {
        LinkSettings dialler = with(settings("Campbell", "Hill"), Secrets.of(NEW, OLD));
        LinkSettings acceptor = with(settings("Hill", "Campbell"), Secrets.of(OLD, NEW));
        List<byte[]> lines = new ArrayList<>();
        world.middleman =
                (byDialler, line) -> {
                    lines.add(line);
                    return line;
                };
        Pair good = new Pair(world, dialler, acceptor);
        good.meet();
        assertTrue(good.dialler.isUp() && good.acceptor.isUp());
        assertEquals(4, lines.size());
        for (int line = 0; line < lines.size(); line++) {
            for (int bit = 0; bit < 8 * lines.get(line).length; bit++) {
                changed(dialler, acceptor, line, bit);
            }
        }
    }

    /** However long it takes: neither end may take the other's word for anything. */
    private static void changed(LinkSettings dialler, LinkSettings acceptor, int line, int bit) {
        World world = new World();
        int[] said = {0};
        world.middleman =
                (byDialler, bytes) -> {
                    if (said[0]++ == line) {
                        bytes[bit / 8] ^= (byte) (1 << bit % 8);
                    }
                    return bytes;
                };
        Pair pair = new Pair(world, dialler, acceptor);
        pair.meet();
        String where = "line " + line + " bit " + bit;
        assertTrue(pair.dialler.ups.isEmpty(), where);
        assertFalse(pair.acceptor.isUp(), where);
        // Two secrets are in common: where one proof is spoilt, the other still stands, until the
        // dialler sees from the answer that its line was changed.
        boolean inOneOfTwoProofs = line == 2 && bit / 8 >= 6 && bit / 8 < 135 && bit / 8 != 70;
        boolean mayComeUp = line == 3 || inOneOfTwoProofs;
        assertTrue(mayComeUp || pair.acceptor.ups.isEmpty(), where);
    }

    @Test
    void aRecordingOfAnEarlierHandshakeProvesNothing() {
        List<byte[]> saidByDialler = new ArrayList<>();
        world.middleman =
                (byDialler, line) -> {
                    if (byDialler) {
                        saidByDialler.add(line);
                    }
                    return line;
                };
        Pair pair = new Pair(world, settings("Campbell", "Hill"), settings("Hill", "Campbell"));
        pair.meet();
        World.Caller thief = world.call(pair.acceptor);
        saidByDialler.forEach(thief::sayBytes);
        assertTrue(thief.isClosed());
        assertEquals(1, pair.acceptor.links.closed(CloseReason.WRONG_PROOF));
        assertEquals(1, pair.acceptor.ups.size());
    }

    @Test
    void aServersOwnWordsSaidBackToItProveNothing() {
        TestServer hill = TestServer.of(world, "Hill", "Campbell");
        hill.links.start(world.now());
        World.Caller asAcceptor = world.answer(hill);
        World.Caller asDialler = world.call(hill);
        asDialler.sayBytes(bytes(asAcceptor.heard()));
        asAcceptor.sayBytes(bytes(asDialler.heard()));
        String proof = asAcceptor.heard();
        assertTrue(proof.startsWith("PROOF "), proof);
        asDialler.sayBytes(bytes(proof));
        assertEquals("", asDialler.heard());
        assertTrue(asDialler.isClosed());
        assertEquals(1, hill.links.closed(CloseReason.NOT_A_NEIGHBOUR));
        String withoutSecondProof = proof.replaceFirst(" - ", " up ");
        asAcceptor.sayBytes(bytes(withoutSecondProof));
        assertTrue(asAcceptor.isClosed());
        assertEquals(1, hill.links.closed(CloseReason.WRONG_PROOF));
        assertTrue(hill.ups.isEmpty());
    }

    @Test
    void aStrangerLearnsNothingButANonce() {
        TestServer hill = TestServer.of(world, "Hill", "Campbell");
        String nonce = "ab".repeat(32);
        List<String> heard = new ArrayList<>();
        for (String names :
                List.of("Campbell Hill", "Nobody Hill", "Campbell Smith", "Hill Hill")) {
            World.Caller stranger = world.call(hill);
            stranger.say("HERD 1 1 " + names + " " + nonce);
            String answer = stranger.heard();
            assertTrue(answer.matches("NONCE 1 [0-9a-f]{64}\n"), answer);
            assertFalse(heard.contains(answer));
            heard.add(answer);
            stranger.say("PROOF " + nonce + " - what do you know");
            assertTrue(stranger.isClosed());
            assertEquals("", stranger.heard());
        }
        assertEquals(4, hill.links.closed(CloseReason.WRONG_PROOF));
    }

    @Test
    void readsNoHelloThatIsSpelledInAnotherWay() {
        TestServer hill = TestServer.of(world, "Hill", "Campbell");
        String nonce = "ab".repeat(32);
        for (String hello :
                List.of(
                        "",
                        "HERD",
                        "herd 1 1 Campbell Hill " + nonce,
                        "HERD 1 1 Campbell Hill " + nonce + " ",
                        "HERD  1 1 Campbell Hill " + nonce,
                        " HERD 1 1 Campbell Hill " + nonce,
                        "HERD 0 1 Campbell Hill " + nonce,
                        "HERD 2 1 Campbell Hill " + nonce,
                        "HERD 01 1 Campbell Hill " + nonce,
                        "HERD +1 1 Campbell Hill " + nonce,
                        "HERD 1 1000 Campbell Hill " + nonce,
                        "HERD 1 99999999999999999999 Campbell Hill " + nonce,
                        "HERD 1 1 -Campbell Hill " + nonce,
                        "HERD 1 1 " + "x".repeat(65) + " Hill " + nonce,
                        "HERD 1 1 Campbell Hill " + nonce.toUpperCase(Locale.ROOT),
                        "HERD 1 1 Campbell Hill " + nonce.substring(1),
                        "HERD 1 1 Campbell Hill " + nonce + "\r",
                        "HERD 1 1 Campbell Hill " + nonce + " more",
                        "IAMAT kiwi +1+1 1",
                        "x".repeat(513))) {
            World.Caller stranger = world.call(hill);
            stranger.say(hello);
            assertTrue(stranger.isClosed(), hello);
            assertEquals("", stranger.heard(), hello);
        }
        assertEquals(20, hill.links.closed(CloseReason.UNREADABLE));
        assertEquals(0, hill.links.strangers());
    }

    @Test
    void aLineOf512BytesIsNotTooLong() {
        TestServer hill = TestServer.of(world, "Hill", "Campbell");
        World.Caller stranger = world.call(hill);
        stranger.say("HERD 1 1 Campbell Hill " + "ab".repeat(32));
        stranger.say("PROOF " + "ab".repeat(32) + " - " + "x".repeat(512 - 73));
        assertEquals(1, hill.links.closed(CloseReason.WRONG_PROOF));
    }

    @Test
    void theLongestProofFitsIntoALine() {
        String longName = "n".repeat(64);
        Introduction longest =
                new Introduction(
                        -1,
                        Long.MAX_VALUE,
                        Optional.of(new LinkName(longName, Long.MAX_VALUE)),
                        -1,
                        Long.MAX_VALUE,
                        new HerdSettings(
                                Duration.ofNanos(Long.MAX_VALUE),
                                Integer.MAX_VALUE,
                                false,
                                Integer.MAX_VALUE),
                        Long.MAX_VALUE);
        assertEquals(Optional.of(longest), Introduction.read(longest.spelled()));
        int proofs = "PROOF ".length() + 64 + 1 + 64 + 1;
        assertTrue(proofs + longest.spelled().length() <= Link.HANDSHAKE_LINE_BYTES);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
