package herd.engine;

import static herd.engine.TestServer.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.flood.FloodRules;
import herd.flood.RecordView;
import herd.link.HerdSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How two servers find out that they differ, and repair it. PROTOCOL.md, Flooding, rule 8. */
class EngineAuditTest extends TwoServers {

    @Test
    void auditsEveryFiveSecondsWhileNothingIsUnderWay() {
        linkUp();
        hill.client().say(IAMAT);
        TestServer.carry(toJaquez, toHill);
        runBoth(5 * SECOND - 1);
        assertFalse(toJaquez.pipe.take().contains("AUDIT"));
        hill.runTo(5 * SECOND);
        assertTrue(toJaquez.pipe.take().contains("AUDIT 1 1 1 "));
        hill.runTo(5 * SECOND + 1);
        assertFalse(toJaquez.pipe.take().contains("AUDIT"));
    }

    @Test
    void auditsNobodyWhoMayRememberFewerOrMore() {
        HerdSettings smaller = new HerdSettings(Duration.ofHours(24), 1_000, true, 999);
        TestServer small = new TestServer(smaller, Engine.rules(smaller), "Jaquez", "Hill");
        hill.engine.start();
        join(hill.dialled(0), small.accepted());
        assertTrue(hill.engine.counters().links().get(0).link().state().name().equals("UP"));
        hill.nowNanos = 5 * SECOND - 1;
        hill.runTo(5 * SECOND);
        assertFalse(toJaquez.pipe.take().contains("AUDIT"));
    }

    /** A link that breaks while a neighbour is being repaired leaves no hole behind. */
    @Test
    void sendsAgainWhatWasLostInARepair() {
        FloodRules silent =
                new FloodRules(TestServer.HERD.maxFuture().toNanos(), true) {
                    @Override
                    public boolean tells(RecordView record, long knownBy, int neighbour) {
                        return false;
                    }
                };
        TestServer odd = new TestServer(TestServer.HERD, silent, "Jaquez", "Hill");
        hill.engine.start();
        join(hill.dialled(0), odd.accepted());
        odd.client().say("IAMAT lime +1+1 1520023934\n");
        for (String id : List.of("a", "b", "c")) {
            hill.client().say("IAMAT " + id + " +1+1 1520023934\n");
        }
        TestServer.carry(toJaquez, toHill);
        String repair = "";
        for (long at = SECOND; !repair.contains("REWIND"); at += SECOND) {
            assertTrue(at < 60 * SECOND, "no repair");
            toHill.say(repair);
            toJaquez.say(toHill.pipe.take());
            hill.runTo(at);
            odd.runTo(at);
            toJaquez.say(toHill.pipe.take());
            repair = toJaquez.pipe.take();
        }
        assertTrue(hill.events.toString().contains("warning: audit: "), hill.events::toString);
        String[] lines = repair.substring(repair.indexOf("REWIND")).split("(?<=\n)");
        assertEquals(4, lines.length, repair);
        toHill.say(lines[0] + lines[1]);

        toHill.breakOff();
        toJaquez.breakOff();
        hill.asked.clear();
        for (int i = 0; !hill.asked.contains("dial 0"); i++) {
            assertTrue(i < 10_000, "no dial");
            hill.runTo(hill.nowNanos + SECOND / 1000);
        }
        odd.runTo(hill.nowNanos);
        odd.events.clear();
        join(hill.dialled(0), odd.accepted());
        assertEquals(2, count(odd.events, "record in"), "b and c, which were lost");
    }

    /** Lets time pass at both ends, second by second, and carries what they say. */
    private void runBoth(long nanos) {
        List<Long> steps = new ArrayList<>();
        for (long at = SECOND; at < nanos; at += SECOND) {
            steps.add(at);
        }
        steps.add(nanos);
        for (long at : steps) {
            hill.runTo(at);
            jaquez.runTo(at);
            TestServer.carry(toJaquez, toHill);
        }
    }
}
