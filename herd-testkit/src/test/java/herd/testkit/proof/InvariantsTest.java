package herd.testkit.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.link.CloseReason;
import herd.link.LinkEvent;
import herd.link.LinkName;
import herd.testkit.Topology;
import herd.testkit.sim.Latency;
import java.time.Duration;
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
        life("Smith").becomesStranger();
        assertRed("proved", () -> it.met(hill(), SMITH, 0, smith));
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
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
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
