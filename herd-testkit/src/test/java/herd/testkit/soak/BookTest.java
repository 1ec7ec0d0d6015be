package herd.testkit.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BookTest {

    private static final List<String> WELL = List.of();

    private final Lives lives = new Lives(List.of("Hill", "Smith"));
    private final Book book = new Book("kiwi");
    private long wallNanos = 1_520_023_934_000_000_000L;

    private Update send(String server) {
        Update update = book.next(++wallNanos, false, "+1-2", server, lives.of(server));
        book.sent(update);
        return update;
    }

    private static String answer(Update update) {
        return "AT " + update.server() + " +0.000000001 " + update.command().substring(6);
    }

    private String report(String server) {
        Update update = send(server);
        book.answered(update, answer(update));
        return answer(update);
    }

    private List<String> balance(String held) {
        return book.balance(Optional.of(held), lives);
    }

    @Test
    void owesTheNewestThatWasAnswered() {
        String older = report("Hill");
        String newer = report("Smith");
        assertEquals(
                List.of("kiwi: lost \"" + newer + "\", held is \"" + older + '"'), balance(older));
    }

    @Test
    void isContentWithTheNewest() {
        report("Hill");
        assertEquals(WELL, balance(report("Smith")));
    }

    @Test
    void owesNothingThatDiedWithItsServer() {
        String older = report("Hill");
        report("Smith");
        lives.ends("Smith");
        assertEquals(WELL, balance(older));
    }

    @Test
    void owesNothingThatWasNotAnsweredButMayHoldIt() {
        String older = report("Hill");
        Update unanswered = send("Smith");
        assertEquals(WELL, balance(older));
        Update another = send("Smith");
        assertEquals(WELL, balance(answer(another)));
        assertNotEquals(unanswered, another);
    }

    @Test
    void owesWhatAllHeldBeforeWhoeverDies() {
        String agreed = report("Smith");
        assertEquals(WELL, balance(agreed));
        lives.ends("Smith");
        assertEquals(WELL, balance(agreed));
        assertEquals(
                List.of("kiwi: lost \"" + agreed + "\", held is \"nothing\""),
                book.balance(Optional.empty(), lives));
    }

    @Test
    void knowsALineThatNobodyWasGiven() {
        String at = report("Hill");
        String forged = at.replace("+1-2", "+1-3");
        assertTrue(
                balance(forged).contains("kiwi: nobody was ever given \"" + forged + '"'),
                () -> balance(forged).toString());
    }

    @Test
    void knowsAnAnswerThatWasChangedOnTheWay() {
        String at = report("Hill");
        String changed = at.replace("+0.000000001", "+0.000000002");
        assertTrue(balance(changed).get(0).startsWith("kiwi: nobody was ever given"));
    }

    @Test
    void takesEitherOfTwoOfTheSameTime() {
        Update one = send("Hill");
        Update two = book.next(wallNanos, true, "+3-4", "Smith", lives.of("Smith"));
        book.sent(two);
        book.answered(one, answer(one));
        book.answered(two, answer(two));
        assertEquals(one.timeNanos(), two.timeNanos());
        assertEquals(WELL, balance(answer(one)));
    }

    @Test
    void readsAnswersToTheByte() {
        Update update = send("Hill");
        assertTrue(update.isAnsweredBy(answer(update)));
        for (String wrong :
                List.of(
                        answer(update) + " ",
                        answer(update).replace("Hill", "Smith"),
                        answer(update).replace("+0.000000001", "0.000000001"),
                        answer(update).replace("+0.000000001", "+0.00000001"),
                        answer(update).replace(" +0.000000001", ""),
                        "")) {
            assertEquals(false, update.isAnsweredBy(wrong), wrong);
        }
    }
}
