package herd.link;

import static herd.link.World.MILLI;
import static herd.link.World.SECOND;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md, Links between servers; Flooding, rule 10. Campbell dials, Hill never does. */
final class HandshakeTest {

    private static final Secrets NEW = secrets("new");
    private static final Secrets OLD = secrets("old");
    private static final Secrets NEW_AND_OLD = Secrets.of(bytes("new"), bytes("old"));
    private static final Secrets OLD_AND_NEW = Secrets.of(bytes("old"), bytes("new"));

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
        LinkSettings dialler = with(settings("Campbell", "Hill"), NEW_AND_OLD);
        LinkSettings acceptor = with(settings("Hill", "Campbell"), OLD_AND_NEW);
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
                        "HERD 1 1 Campbell Hill " + nonce.toUpperCase(java.util.Locale.ROOT),
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
                        java.util.Optional.of(new LinkName(longName, Long.MAX_VALUE)),
                        -1,
                        Long.MAX_VALUE,
                        new HerdSettings(
                                Duration.ofNanos(Long.MAX_VALUE),
                                Integer.MAX_VALUE,
                                false,
                                Integer.MAX_VALUE),
                        Long.MAX_VALUE);
        assertEquals(java.util.Optional.of(longest), Introduction.read(longest.spelled()));
        int proofs = "PROOF ".length() + 64 + 1 + 64 + 1;
        assertTrue(proofs + longest.spelled().length() <= Link.HANDSHAKE_LINE_BYTES);
    }

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
    void speaksTheGreatestVersionThatBothSpeak() {
        assertVersion(1, 1, 1, 1, 1);
        assertVersion(1, 3, 2, 5, 3);
        assertVersion(2, 5, 1, 3, 3);
        assertVersion(1, 9, 4, 4, 4);
        assertVersion(1, 1, 2, 2, 0);
        assertVersion(3, 4, 1, 2, 0);
    }

    private static void assertVersion(int min, int max, int otherMin, int otherMax, int common) {
        World world = new World();
        Pair pair =
                new Pair(
                        world,
                        with(settings("Campbell", "Hill"), new VersionRange(min, max)),
                        with(settings("Hill", "Campbell"), new VersionRange(otherMin, otherMax)));
        pair.meet();
        assertEquals(common > 0, pair.dialler.isUp());
        assertEquals(common > 0, pair.acceptor.isUp());
        if (common > 0) {
            assertEquals(common, ((LinkEvent.Up) pair.dialler.events.get(0)).version());
            assertEquals(common, ((LinkEvent.Up) pair.acceptor.events.get(0)).version());
        } else {
            assertEquals(1, pair.acceptor.links.closed(CloseReason.NO_COMMON_VERSION));
        }
    }

    @Test
    void doesNotTakeAVersionThatItDidNotOffer() {
        TestServer hill = TestServer.of(world, "Hill", "Campbell");
        hill.links.start(world.now());
        World.Caller acceptor = world.answer(hill);
        acceptor.heard();
        acceptor.say("NONCE 2 " + "ab".repeat(32));
        assertTrue(acceptor.isClosed());
        assertEquals(1, hill.links.closed(CloseReason.NO_COMMON_VERSION));
    }

    @Test
    void settingsThatMustBeTheSameKeepTwoServersApartAndBothLogsSayWhich() {
        HerdSettings herd = TestServer.HERD;
        assertApart(new HerdSettings(Duration.ofHours(1), 65_536, true, 1_000), "max-future");
        assertApart(new HerdSettings(herd.maxFuture(), 1_024, true, 1_000), "max-line-bytes");
        assertApart(new HerdSettings(herd.maxFuture(), 65_536, false, 1_000), "sync");
    }

    private static void assertApart(HerdSettings other, String key) {
        World world = new World();
        Pair pair =
                new Pair(
                        world,
                        settings("Campbell", "Hill"),
                        with(settings("Hill", "Campbell"), other));
        pair.dialler.links.start(0);
        world.runFor(30 * SECOND);
        assertTrue(pair.dialler.dialTimes.size() > 10);
        for (TestServer server : List.of(pair.dialler, pair.acceptor)) {
            assertTrue(server.ups.isEmpty());
            assertEquals(1, server.events.size(), "only the first of many tries is reported");
            LinkEvent.SettingsDiffer event =
                    assertInstanceOf(LinkEvent.SettingsDiffer.class, server.events.get(0));
            assertEquals(1, event.conflicts().size());
            assertTrue(event.conflicts().get(0).startsWith(key + " is "), event.text());
        }
    }

    @Test
    void differentClientLimitsOnlyWarn() {
        HerdSettings fewer = new HerdSettings(Duration.ofHours(24), 65_536, true, 10);
        Pair pair =
                new Pair(
                        world,
                        settings("Campbell", "Hill"),
                        with(settings("Hill", "Campbell"), fewer));
        pair.meet();
        assertTrue(pair.dialler.isUp() && pair.acceptor.isUp());
        assertEquals(10, pair.dialler.ups.get(0).settings().maxClients());
        assertEquals(
                new LinkEvent.MaxClientsDiffer("Campbell", 10, 1_000), pair.acceptor.events.get(1));
    }

    @Test
    void clocksASecondApartAreReportedAndADayApartRefused() {
        assertClocks(SECOND - 10 * MILLI, false, false);
        assertClocks(-SECOND + 10 * MILLI, false, false);
        assertClocks(SECOND + 10 * MILLI, true, false);
        assertClocks(-SECOND - 10 * MILLI, true, false);
        assertClocks(24 * 3_600 * SECOND - 10 * MILLI, true, false);
        assertClocks(24 * 3_600 * SECOND + 10 * MILLI, true, true);
        assertClocks(-24 * 3_600 * SECOND - 10 * MILLI, true, true);
    }

    private static void assertClocks(long aheadNanos, boolean reported, boolean refused) {
        World world = new World();
        Pair pair = new Pair(world, settings("Campbell", "Hill"), settings("Hill", "Campbell"));
        pair.dialler.clockAheadNanos = aheadNanos;
        pair.meet();
        for (TestServer server : List.of(pair.dialler, pair.acceptor)) {
            assertEquals(!refused, server.isUp());
            List<LinkEvent.ClocksApart> events =
                    server.events.stream()
                            .filter(LinkEvent.ClocksApart.class::isInstance)
                            .map(LinkEvent.ClocksApart.class::cast)
                            .toList();
            assertEquals(reported ? 1 : 0, events.size());
            for (LinkEvent.ClocksApart event : events) {
                long expected = server == pair.acceptor ? aheadNanos : -aheadNanos;
                assertTrue(Math.abs(expected - event.aheadNanos()) <= 5 * MILLI, event.text());
                assertEquals(refused, event.refused());
            }
        }
    }

    @Test
    void neverPrintsASecret() {
        LinkSettings settings = with(settings("Campbell", "Hill"), secrets("swordfish"));
        assertFalse(settings.toString().contains("swordfish"));
        assertFalse(settings.toString().contains(Arrays.toString(bytes("swordfish"))));
    }

    /** One server that dials and one that does not. */
    private static final class Pair {
        final World world;
        final TestServer dialler;
        final TestServer acceptor;

        Pair(World world, LinkSettings dialler, LinkSettings acceptor) {
            this.world = world;
            this.dialler = TestServer.of(world, dialler);
            this.acceptor = TestServer.of(world, acceptor);
        }

        /** One dial, to whatever end it comes. */
        void meet() {
            dialler.links.start(world.now());
            world.runFor(world.latencyNanos);
            acceptor.off = true;
            acceptor.unheard = true;
            world.runFor(6 * SECOND / 10);
            if (!dialler.isUp()) {
                world.runFor(6 * SECOND);
            }
        }
    }

    private static LinkSettings settings(String name, String neighbour) {
        return TestServer.settings(name, neighbour);
    }

    private static LinkSettings with(LinkSettings it, Secrets secrets) {
        return new LinkSettings(
                it.name(), it.neighbours(), it.incarnation(), secrets, it.versions(), it.herd());
    }

    private static LinkSettings with(LinkSettings it, VersionRange versions) {
        return new LinkSettings(
                it.name(), it.neighbours(), it.incarnation(), it.secrets(), versions, it.herd());
    }

    private static LinkSettings with(LinkSettings it, HerdSettings herd) {
        return new LinkSettings(
                it.name(), it.neighbours(), it.incarnation(), it.secrets(), it.versions(), herd);
    }

    private static Secrets secrets(String text) {
        return Secrets.of(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
