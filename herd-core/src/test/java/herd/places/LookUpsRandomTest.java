package herd.places;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.places.PlacesAnswer.Status;
import herd.places.PlacesAnswer.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever happens in whatever order, the promises of {@link LookUps} are kept. */
class LookUpsRandomTest {

    private static final long SEED = 42;
    private static final int ROUNDS = 150;
    private static final int STEPS = 400;

    /** One asker, and what became of it. */
    private static final class Asked {
        final PlacesQuery query;
        final long deadline;
        long ticket;
        boolean cancelled;
        int answers;

        Asked(PlacesQuery query, long deadline) {
            this.query = query;
            this.deadline = deadline;
        }
    }

    /** One random run. */
    private static final class Run implements LookUps.Requests {
        final Random random;
        final String what;
        final LookUpLimits limits;
        final LookUps lookUps;
        final TreeMap<Long, PlacesQuery> out = new TreeMap<>();
        final List<Asked> all = new ArrayList<>();
        long now = 1000;
        boolean withinCall;

        Run(long seed) {
            random = new Random(seed);
            what = "seed " + seed;
            limits =
                    new LookUpLimits(
                            1 + random.nextInt(3),
                            random.nextInt(4),
                            1 + random.nextInt(12),
                            random.nextInt(2) * 20);
            lookUps = new LookUps(limits, this);
        }

        @Override
        public void start(PlacesQuery query, long deadlineNanos, long token) {
            assertTrue(deadlineNanos > now, what);
            assertTrue(!out.containsValue(query), what + ": two requests for the same");
            out.put(token, query);
            assertTrue(out.size() <= limits.maxInFlight(), what);
            if (random.nextInt(10) == 0) {
                finish(token);
            }
        }

        @Override
        public void abandon(long token) {
            assertTrue(out.remove(token) != null, what);
        }

        void step() {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> ask();
                case 3 -> {
                    Asked asked = all.isEmpty() ? null : all.get(random.nextInt(all.size()));
                    if (asked != null) {
                        asked.cancelled = true;
                        lookUps.cancel(asked.ticket, now);
                    }
                }
                case 4, 5 -> {
                    if (!out.isEmpty()) {
                        finish(out.firstKey());
                    }
                }
                default -> {
                    now = Math.min(now + random.nextInt(8), lookUps.nextDeadline());
                    if (now == lookUps.nextDeadline()) {
                        lookUps.woken(now);
                    }
                }
            }
            check();
        }

        void finish(long token) {
            out.remove(token);
            PlacesAnswer answer =
                    random.nextInt(3) == 0
                            ? new Unavailable(Status.UNKNOWN_ERROR, "")
                            : PlacesAnswer.found(new byte[] {'{', '}'});
            lookUps.finished(token, answer, now);
        }

        void ask() {
            PlacesQuery query = PlacesQuery.of("+" + random.nextInt(6) + "+0", "1");
            Asked asked = new Asked(query, now + random.nextInt(20));
            all.add(asked);
            boolean again = random.nextInt(6) == 0 && !withinCall;
            asked.ticket =
                    lookUps.ask(
                            query,
                            asked.deadline,
                            now,
                            answer -> {
                                asked.answers++;
                                assertTrue(!asked.cancelled, what + ": answered after a cancel");
                                assertTrue(
                                        now <= Math.max(asked.deadline, 1000),
                                        what + ": answered late");
                                if (again) {
                                    withinCall = true;
                                    ask();
                                    withinCall = false;
                                }
                            });
        }

        void check() {
            int waiting = 0;
            for (Asked asked : all) {
                assertTrue(asked.answers <= 1, what + ": answered twice");
                if (asked.answers == 0 && !asked.cancelled) {
                    waiting++;
                    assertTrue(asked.deadline > now, what + ": not answered at its deadline");
                }
            }
            assertEquals(waiting, lookUps.waiting(), what);
            assertEquals(out.size(), lookUps.inFlight(), what);
            assertTrue(lookUps.queued() <= limits.maxQueued() + 2, what);
            assertTrue(
                    lookUps.queued() == 0 || out.size() == limits.maxInFlight(),
                    what + ": waits although there is a free place");
        }
    }

    @Test
    void everyAskerIsAnsweredOnceAndInTime() {
        for (int round = 0; round < ROUNDS; round++) {
            Run run = new Run(SEED + round);
            for (int step = 0; step < STEPS; step++) {
                run.step();
            }
            run.lookUps.stop();
            assertEquals(0, run.out.size(), run.what);
            assertEquals(0, run.lookUps.waiting(), run.what);
            assertEquals(0, run.lookUps.queued(), run.what);
            for (Asked asked : run.all) {
                assertTrue(asked.cancelled || asked.answers == 1, run.what);
            }
        }
    }
}
