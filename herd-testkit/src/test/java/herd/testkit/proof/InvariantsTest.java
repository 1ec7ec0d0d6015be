package herd.testkit.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.link.CloseReason;
import herd.link.LinkEvent;
import herd.link.LinkName;
import herd.testkit.Topology;
import herd.testkit.sim.Latency;
import herd.testkit.sim.SimulatedPipe;
import herd.testkit.sim.Stamina;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each invariant goes red when it is broken on purpose, and only then. */
class InvariantsTest {

    private static final int SMITH = Topology.FIVE.neighbours("Hill").indexOf("Smith");
    private static final ReferenceLine OLD = line("Hill", "+0.5", 10);
    private static final ReferenceLine NEW = line("Hill", "+0.5", 11);

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
        SimulatedPipe pipe =
                SimulatedPipe.of(world.simulation(), hill().server(), Stamina.Limits.OF_SERVERS);
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
        life("Smith").stored().put("lime", line("Smith", "+0.5", 9));
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
        client.send("IAMAT kiwi +1-1 11\n");
        assertRed("answers", () -> say(client, "AT Smith +0.5 kiwi +1-1 11\n"));
        client.send("WHATSAT kiwi 1 1\n");
        assertRed("answers", () -> say(client, "AT Hill +0.5 kiwi +1-1 9\n{}\n\n"));
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
