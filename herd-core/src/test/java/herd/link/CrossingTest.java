package herd.link;

import static herd.link.World.MILLI;
import static herd.link.World.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md, Flooding, rule 11: of two links between the same two servers one stays. */
final class CrossingTest {

    private static final LinkName BY_CAMPBELL = new LinkName("Campbell", 5);
    private static final LinkName BY_HILL = new LinkName("Hill", 5);
    private static final LinkName ANOTHER = new LinkName("Hill", 4);
    private static final Optional<LinkName> NONE = Optional.empty();

    private static final String BOTH_START = "both start";

    /** How things stand when one of the two, or each of them, dials. */
    private static final List<String> BEGINNINGS =
            List.of(
                    BOTH_START,
                    "Campbell dialled, both lost it",
                    "Campbell dialled, the dialler lost it",
                    "Campbell dialled, the acceptor lost it",
                    "Campbell dialled, the dialler restarts",
                    "Campbell dialled, the acceptor restarts",
                    "Campbell dialled, the dialler gave up",
                    "Hill dialled, both lost it",
                    "Hill dialled, the dialler lost it",
                    "Hill dialled, the acceptor lost it",
                    "Hill dialled, the dialler restarts",
                    "Hill dialled, the acceptor restarts",
                    "Hill dialled, the dialler gave up");

    @Test
    void theOneDialledByTheSmallerNameStays() {
        assertReplaces(false, BY_CAMPBELL, BY_HILL, 1, NONE);
        assertReplaces(true, BY_HILL, BY_CAMPBELL, 1, NONE);
        assertReplaces(false, BY_CAMPBELL, BY_HILL, 1, Optional.of(ANOTHER));
        assertReplaces(true, BY_HILL, BY_CAMPBELL, 1, Optional.of(ANOTHER));
    }

    @Test
    void aNewIncarnationTakesThePlaceOfTheOldOne() {
        assertReplaces(true, BY_CAMPBELL, BY_HILL, 2, NONE);
        assertReplaces(true, BY_CAMPBELL, new LinkName("Campbell", 1), 2, NONE);
    }

    @Test
    void whoKnowsThatItLostTheLinkMayReplaceIt() {
        assertReplaces(true, BY_CAMPBELL, BY_HILL, 1, Optional.of(BY_CAMPBELL));
        assertReplaces(true, BY_HILL, BY_CAMPBELL, 1, Optional.of(BY_HILL));
    }

    @Test
    void whoDialsAgainHasGivenUpItsEarlierDial() {
        assertReplaces(true, BY_CAMPBELL, new LinkName("Campbell", 6), 1, NONE);
        assertReplaces(false, BY_CAMPBELL, new LinkName("Campbell", 4), 1, NONE);
        assertReplaces(false, BY_CAMPBELL, BY_CAMPBELL, 1, NONE);
    }

    private static void assertReplaces(
            boolean expected,
            LinkName established,
            LinkName newcomer,
            long incarnation,
            Optional<LinkName> lost) {
        assertEquals(
                expected,
                Crossing.replaces(
                        new Crossing.Established(established, 1),
                        new Crossing.Newcomer(newcomer, incarnation, lost)));
    }

    @Test
    void bothEndsSettleAtOnceWhenBothDialAndNothingGoesWrong() {
        Explorer explorer = new Explorer(BOTH_START, 0, 0);
        explorer.explore();
        assertEquals(Set.of("Campbell/1 Campbell/1", "Hill/1 Hill/1"), explorer.endings);
    }

    @Test
    void bothEndsSettleAtOnceWhateverWasLostBefore() {
        for (String beginning : BEGINNINGS) {
            Explorer explorer = new Explorer(beginning, 0, 0);
            explorer.explore();
            for (String ending : explorer.endings) {
                String[] links = ending.split(" ");
                assertEquals(links[0], links[1], beginning);
                assertNotEquals("-", links[0], beginning);
            }
        }
    }

    @Test
    void theAcceptorTurnsDownTheLaterDialOfTheGreaterName() {
        Play play = new Play(BOTH_START, 0, 0);
        play.first("connects");
        play.first("connects");
        Wire byCampbell = wire(play, "Campbell");
        Wire byHill = wire(play, "Hill");
        byHill.dialler.deliver();
        byHill.acceptor.deliver();
        byCampbell.dialler.deliver();
        byCampbell.acceptor.deliver();
        byCampbell.dialler.deliver();
        byCampbell.acceptor.deliver();
        assertTrue(play.campbell.isUp() && play.hill.isUp());
        byHill.dialler.deliver();
        assertEquals(1, play.campbell.links.closed(CloseReason.CROSSED));
        assertEquals(1, play.campbell.status().ups());
        play.settle("turned down");
        assertEquals(1, play.hill.status().ups());
        assertEquals(1, play.hill.status().dials());
    }

    @Test
    void aDialThatHasNotSentItsProofIsGivenUpWhenAnotherLinkComesUp() {
        Play play = new Play(BOTH_START, 0, 0);
        play.first("connects");
        play.first("connects");
        Wire byCampbell = wire(play, "Campbell");
        Wire byHill = wire(play, "Hill");
        byHill.dialler.deliver();
        byCampbell.dialler.deliver();
        byCampbell.acceptor.deliver();
        byCampbell.dialler.deliver();
        assertTrue(play.hill.isUp());
        assertTrue(byHill.dialler.isClosed());
        assertEquals(1, play.hill.links.closed(CloseReason.ABANDONED));
        play.settle("abandoned");
        assertEquals("Campbell/1", play.hill.linkName());
    }

    private static Wire wire(Play play, String dialler) {
        return play.world.wires.stream()
                .filter(it -> it.diallerName.equals(dialler))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Every order in which what was said can arrive, with up to one connection breaking at any
     * moment and up to one wait for the next alarm while things are still on their way.
     */
    @Test
    void whateverTheOrderBothEndsSettleOnOneLink() {
        int states = 0;
        for (String beginning : BEGINNINGS) {
            for (int cuts = 0; cuts < 2; cuts++) {
                Explorer explorer = new Explorer(beginning, cuts, 1 - cuts);
                explorer.explore();
                states += explorer.seen.size();
            }
        }
        Explorer both = new Explorer(BOTH_START, 1, 1);
        both.explore();
        states += both.seen.size();
        assertTrue(states > 5_000, "only " + states + " states");
    }

    /** Goes through all orders of steps, by playing each from the beginning. */
    private static final class Explorer {
        final Set<String> seen = new HashSet<>();
        final Set<String> endings = new HashSet<>();
        private final String beginning;
        private final int cuts;
        private final int waits;

        Explorer(String beginning, int cuts, int waits) {
            this.beginning = beginning;
            this.cuts = cuts;
            this.waits = waits;
        }

        void explore() {
            explore(new ArrayList<>());
        }

        private void explore(List<Integer> choices) {
            Play play = new Play(beginning, cuts, waits);
            for (int choice : choices) {
                play.step(choice);
            }
            if (!seen.add(play.state())) {
                return;
            }
            int options = play.options().size();
            for (int choice = 0; choice < options; choice++) {
                choices.add(choice);
                explore(choices);
                choices.remove(choices.size() - 1);
            }
            if (play.world.steps().isEmpty()) {
                endings.add(play.campbell.linkName() + " " + play.hill.linkName());
                play.settle(beginning + " " + choices);
            }
        }
    }

    /** Two servers and one order of steps. */
    private static final class Play {
        final World world = new World();
        TestServer campbell = TestServer.of(world, "Campbell", "Hill");
        TestServer hill = TestServer.of(world, "Hill", "Campbell");
        private int cuts;
        private int waits;

        Play(String beginning, int cuts, int waits) {
            this.cuts = cuts;
            this.waits = waits;
            if (beginning.equals(BOTH_START)) {
                campbell.links.start(world.now());
                hill.links.start(world.now());
                return;
            }
            boolean byHill = beginning.startsWith("Hill");
            TestServer first = byHill ? hill : campbell;
            TestServer second = byHill ? campbell : hill;
            first.links.start(world.now());
            while (!second.isUp()) {
                world.runFor(MILLI);
            }
            Wire wire = world.wires.get(0);
            if (!beginning.endsWith("gave up")) {
                world.runFor(SECOND / 2);
            }
            switch (beginning.substring(beginning.indexOf(", ") + 2)) {
                case "both lost it" -> wire.cut();
                case "the dialler lost it" -> loses(wire.dialler);
                case "the acceptor lost it" -> loses(wire.acceptor);
                case "the dialler restarts" -> restart(first, wire);
                case "the acceptor restarts" -> restart(second, wire);
                case "the dialler gave up" -> hold(wire);
                default -> throw new AssertionError(beginning);
            }
            while (world.knocks.isEmpty()) {
                world.runUntil(
                        world.alarms().stream()
                                .mapToLong(World.Step::dueNanos)
                                .min()
                                .orElseThrow());
            }
        }

        private static void hold(Wire wire) {
            wire.dialler.held = true;
            wire.acceptor.held = true;
        }

        /** One end hears that the connection broke, the other hears nothing any more. */
        private void loses(Wire.End loser) {
            loser.other.held = true;
            loser.held = true;
            loser.link.closed(world.now(), "reset");
        }

        private void restart(TestServer server, Wire wire) {
            hold(wire);
            LinkSettings old = server.settings;
            TestServer next =
                    TestServer.of(
                            world,
                            new LinkSettings(
                                    old.name(),
                                    old.neighbours(),
                                    old.incarnation() + 1,
                                    old.secrets(),
                                    old.versions(),
                                    old.herd()));
            if (server == hill) {
                hill = next;
            } else {
                campbell = next;
            }
            next.links.start(world.now());
        }

        List<World.Step> options() {
            List<World.Step> options = world.steps();
            if (cuts > 0) {
                for (Wire wire : world.wires) {
                    if (!wire.isOver() && !wire.dialler.held) {
                        options.add(new World.Step("cut", 0, () -> cut(wire)));
                    }
                }
            }
            if (waits > 0 && !options.isEmpty()) {
                for (World.Step alarm : world.alarms()) {
                    options.add(new World.Step("wait", 0, () -> waitFor(alarm)));
                }
            }
            return options;
        }

        void step(int choice) {
            options().get(choice).action().run();
        }

        void first(String name) {
            for (World.Step step : options()) {
                if (step.name().contains(name)) {
                    step.action().run();
                    return;
                }
            }
            throw new AssertionError(name);
        }

        private void cut(Wire wire) {
            cuts--;
            wire.cut();
        }

        private void waitFor(World.Step alarm) {
            waits--;
            world.sleepUntil(Math.max(world.now(), alarm.dueNanos()));
            alarm.action().run();
        }

        /** All that decides what can happen from here on. */
        String state() {
            StringBuilder text = new StringBuilder().append(cuts).append(waits);
            world.knocks.forEach(it -> text.append(it.dialler().name()));
            for (Wire wire : world.wires) {
                text.append(wire.diallerName).append(wire.dialler.state());
                text.append(wire.acceptor.state()).append(wire.dialler.held);
            }
            for (TestServer server : List.of(campbell, hill)) {
                LinkStatus status = server.status();
                text.append(status.state()).append(server.linkName()).append(status.dials());
                text.append(server.downs).append(server.alarmNanos - world.now());
            }
            return text.toString();
        }

        /** Nothing is flying any more: both have the same link, or whoever has none dials again. */
        void settle(String how) {
            boolean both = campbell.linkName().equals(hill.linkName()) && hill.isUp();
            if (!both) {
                world.runFor(8 * SECOND);
            }
            assertEquals(campbell.linkName(), hill.linkName(), how);
            assertTrue(campbell.isUp() && hill.isUp(), how);
            long ups = campbell.status().ups() + hill.status().ups();
            world.runFor(12 * SECOND);
            assertEquals(ups, campbell.status().ups() + hill.status().ups(), how);
        }
    }
}
