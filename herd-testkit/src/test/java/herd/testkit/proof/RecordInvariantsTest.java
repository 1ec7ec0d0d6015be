package herd.testkit.proof;

import herd.flood.FloodRules;
import herd.link.LinkName;
import herd.protocol.AtLine;
import java.util.Comparator;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Each invariant of records goes red when it is broken on purpose, and only then. */
class RecordInvariantsTest extends AgainstInvariants {

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
}
