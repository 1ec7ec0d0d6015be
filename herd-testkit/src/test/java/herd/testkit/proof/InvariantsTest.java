package herd.testkit.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.flood.FloodRules;
import herd.link.CloseReason;
import herd.link.LinkEvent;
import herd.link.LinkName;
import herd.protocol.AtLine;
import herd.testkit.Topology;
import herd.testkit.sim.Latency;
import herd.testkit.sim.SimulatedPipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each invariant goes red when it is broken on purpose, and only then. */
class InvariantsTest {

    private static final int SMITH = Topology.FIVE.neighbours("Hill").indexOf("Smith");
    private static final ReferenceLine OLD = line("Hill", "+0.500000000", 10);
    private static final ReferenceLine NEW = line("Hill", "+0.500000000", 11);

    private final Setup setup =
            new Setup(
                    1,
                    Topology.FIVE,
                    Setup.of(1).settings(),
                    Latency.NEAR,
                    1_000_000,
                    Optional.empty());
    private final Expected expected = new Expected(Topology.FIVE);
    private final Watch watch =
            new Watch(new Lines(), new ReferenceOrder(1_000_000_000L), List.of(expected));
    private final World world = new World(setup, Rules.ofProduct(setup), watch);

    @Test
    void authentic() {
        Authentic it = new Authentic();
        it.asked(hill(), ReferenceCommand.read("IAMAT kiwi +1-1 10", 100));
        assertRed("authentic", () -> it.recordOut(hill(), SMITH, OLD));
        it.stored(hill(), OLD);
        it.recordOut(hill(), SMITH, OLD);
        assertRed("authentic", () -> it.recordIn(hill(), SMITH, line("Hill", "+0.6", 10)));
        assertRed("authentic", () -> it.stored(hill(), NEW));
        assertRed("authentic", () -> it.stored(life("Smith"), line("Hill", "+0.7", 10)));
        assertRed("authentic", () -> it.answered(hill(), NEW));
    }

    @Test
    void onlyGrows() {
        OnlyGrows it = new OnlyGrows();
        it.stored(hill(), NEW);
        hill().stored().put("kiwi", NEW);
        assertRed("only-grows", () -> it.stored(hill(), OLD));
        assertRed("only-grows", () -> it.stored(hill(), NEW));
    }

    @Test
    void orderLaws() {
        FloodRules sound = new FloodRules(1_000_000_000L, true);
        OrderLaws it = new OrderLaws(sound);
        it.stored(hill(), OLD);
        it.stored(hill(), NEW);
        it.stored(hill(), OLD);
        assertUnlawful((one, other) -> 1, sound::rank);
        assertUnlawful((one, other) -> 0, sound::rank);
        assertUnlawful((one, other) -> isSame(one, other) ? 0 : 1, sound::rank);
        assertUnlawful(sound::compare, line -> -sound.rank(line));
        // One beats two, two beats three, three beats one.
        assertUnlawful(
                (one, other) -> {
                    long ahead = Math.floorMod(one.seconds() - other.seconds(), 3);
                    return ahead == 2 ? -1 : (int) ahead;
                },
                line -> 0);
    }

    private void assertUnlawful(Comparator<AtLine> order, ToLongFunction<AtLine> rank) {
        OrderLaws it =
                new OrderLaws(
                        new FloodRules(1, true) {
                            @Override
                            public int compare(AtLine one, AtLine other) {
                                return order.compare(one, other);
                            }

                            @Override
                            public long rank(AtLine line) {
                                return rank.applyAsLong(line);
                            }
                        });
        assertRed(
                "order-laws",
                () -> {
                    it.stored(hill(), OLD);
                    it.stored(hill(), NEW);
                    it.stored(hill(), line("Hill", "+0.500000000", 12));
                });
    }

    private static boolean isSame(AtLine one, AtLine other) {
        return one.seconds() == other.seconds();
    }

    @Test
    void neverTwice() {
        NeverTwice it = new NeverTwice();
        it.recordOut(hill(), SMITH, OLD);
        hill().end(SMITH).told().add(OLD.text());
        assertRed("never-twice", () -> it.recordOut(hill(), SMITH, OLD));
        hill().end(SMITH).up(new LinkName("Hill", 9));
        it.recordOut(hill(), SMITH, OLD);
    }

    @Test
    void neverBack() {
        run(2_000);
        report("Hill", 10);
        NeverBack it = new NeverBack();
        ReferenceLine held = hill().stored().get("kiwi");
        it.recordOut(hill(), SMITH, held);
        hill().end(SMITH).heard().add(held.text());
        assertRed("never-back", () -> it.recordOut(hill(), SMITH, held));
    }

    @Test
    void onlyOnward() {
        OnlyOnward it = new OnlyOnward();
        it.began(hill());
        run(2_000);
        report("Hill", 10);
        report("Smith", 11);
        it.turnEnded(hill());
        it.turnEnded(hill());
        hill().server().engine().flood().rewound(SMITH);
        assertRed("only-onward", () -> it.turnEnded(hill()));
    }

    @Test
    void appliedIsHeld() {
        run(2_000);
        AppliedIsHeld it = new AppliedIsHeld(watch.lines());
        watch.living().forEach(it::began);
        report("Smith", 10);
        it.turnEnded(hill());
        report("Smith", 11);
        hill().stored().clear();
        assertRed("applied-is-held", () -> it.turnEnded(hill()));
    }

    @Test
    void noRepair() {
        NoRepair it = new NoRepair();
        it.warned(hill(), "something else");
        assertRed("no-repair", () -> it.warned(hill(), "audit: the records differ"));
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

    @Test
    void proved() {
        Proved it = new Proved();
        watch.living().forEach(it::began);
        long smith = life("Smith").server().engine().flood().incarnation();
        it.met(hill(), SMITH, 0, smith);
        assertRed("proved", () -> it.met(hill(), SMITH, 0, smith ^ 1));
        assertRed("proved", () -> it.met(hill(), 1 - SMITH, 0, smith));
        assertRed("proved", () -> it.recordIn(hill(), SMITH, OLD));
        assertRed("proved", () -> it.recordOut(hill(), SMITH, OLD));
        life("Smith").knows(List.of("another one"));
        assertRed("proved", () -> it.met(hill(), SMITH, 0, smith));
    }

    @Test
    void proofFirst() {
        String hello = "HERD 1 1 Smith Hill " + "0a".repeat(32);
        String challenge = "NONCE 1 " + "0b".repeat(32);
        String said = "00000000000000aa 1 - - 0 1 65536 true 5 1520023934";
        String proof = "PROOF " + mac("dialler", hello, challenge, said) + " - " + said;
        String answer = "PROOF " + mac("acceptor", hello, challenge, proof, "up " + said);
        List<String> dials = List.of(hello, challenge, proof, answer + " up " + said);
        assertProofComesFirst(dials, false);
        assertProofComesFirst(dials, true);
    }

    /** Whatever is said but what is due is red, until the handshake is over. */
    private void assertProofComesFirst(List<String> lines, boolean dials) {
        ProofFirst it = new ProofFirst();
        it.began(hill());
        for (int spoken = 0; spoken <= lines.size(); spoken++) {
            SimulatedPipe pipe = handshake(it, lines.subList(0, spoken), dials);
            if (spoken == lines.size()) {
                say(it, pipe, "AT Hill +0.5 ");
                continue;
            }
            assertRed("proof-first", () -> say(it, pipe, "AT Hill +0.5 kiwi +1-1 10 7 0"));
            for (String wrong : List.of("PING 5 a", lines.get(0), lines.get(2), lines.get(3))) {
                boolean isDue = dials == (spoken % 2 == 0) && wrong.equals(lines.get(spoken));
                SimulatedPipe again = handshake(it, lines.subList(0, spoken), dials);
                if (!isDue) {
                    assertRed("proof-first", () -> say(it, again, wrong + '\n'));
                }
            }
        }
        List<String> forged = new ArrayList<>(lines);
        int theirProof = dials ? 3 : 2;
        forged.set(theirProof, lines.get(theirProof).replaceFirst("PROOF .", "PROOF x"));
        if (dials) {
            SimulatedPipe pipe = handshake(it, forged, true);
            assertRed("proof-first", () -> say(it, pipe, "PING 5 a\n"));
        } else {
            assertRed("proof-first", () -> handshake(it, forged, false));
        }
    }

    private SimulatedPipe handshake(ProofFirst it, List<String> lines, boolean dials) {
        SimulatedPipe pipe = world.connect("Hill");
        if (dials) {
            it.dialled(life("Hill"), SMITH, pipe);
        } else {
            it.accepted(hill(), pipe);
        }
        for (int i = 0; i < lines.size(); i++) {
            byte[] bytes = (lines.get(i) + '\n').getBytes(StandardCharsets.US_ASCII);
            if (dials == (i % 2 == 0)) {
                it.said(hill(), pipe, bytes, 0, bytes.length);
            } else {
                it.heard(hill(), pipe, bytes, 0, bytes.length);
            }
        }
        return pipe;
    }

    private void say(ProofFirst it, SimulatedPipe pipe, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        it.said(hill(), pipe, bytes, 0, bytes.length);
    }

    private static String mac(String... lines) {
        return ReferenceHandshake.mac(World.HERD_SECRETS.get(0), String.join("\n", lines) + '\n');
    }

    @Test
    void silence() {
        Silence it = new Silence();
        LinkEvent down =
                new LinkEvent.Down("Smith", new LinkName("Hill", 1), CloseReason.SILENT, "");
        it.recordOut(hill(), SMITH, OLD);
        it.ask(true);
        assertRed("silence", () -> it.recordOut(hill(), SMITH, OLD));
        assertRed("silence", () -> it.linkChanged(hill(), down));
        it.ask(false);
        it.linkChanged(hill(), down);
    }

    @Test
    void convergence() {
        run(2_000);
        report("Hill", 10);
        expected.check(watch);
        world.cable("Hill", "Smith").cut();
        world.cable("Hill", "Jaquez").cut();
        report("Hill", 11);
        assertRed("convergence", () -> expected.check(watch));
        world.kill("Hill");
        expected.check(watch);
        life("Smith").stored().put("lime", line("Smith", "+0.500000000", 9));
        assertRed("convergence", () -> expected.check(watch));
    }

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

    private Life hill() {
        return life("Hill");
    }

    private Life life(String server) {
        return world.life(server);
    }

    private void report(String server, int time) {
        world.client(server, 0, it -> it.send("IAMAT kiwi +1-1 " + time + "\n"));
        run(1_500);
    }

    private void run(int millis) {
        world.simulation()
                .runUntil(world.simulation().nowNanos() + Duration.ofMillis(millis).toNanos());
    }

    private static ReferenceLine line(String origin, String difference, int time) {
        return ReferenceLine.read("AT " + origin + ' ' + difference + " kiwi +1-1 " + time);
    }

    private static void assertRed(String invariant, Executable breaks) {
        assertEquals(invariant, assertThrows(Violation.class, breaks).invariant());
    }
}
