package herd.link;

import static herd.link.CrossingPlay.BEGINNINGS;
import static herd.link.CrossingPlay.BOTH_START;
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
        CrossingPlay play = new CrossingPlay(BOTH_START, 0, 0);
        play.first("connects");
        play.first("connects");
        Wire byCampbell = play.dialledBy("Campbell");
        Wire byHill = play.dialledBy("Hill");
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
        CrossingPlay play = new CrossingPlay(BOTH_START, 0, 0);
        play.first("connects");
        play.first("connects");
        Wire byCampbell = play.dialledBy("Campbell");
        Wire byHill = play.dialledBy("Hill");
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
            CrossingPlay play = new CrossingPlay(beginning, cuts, waits);
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
}
