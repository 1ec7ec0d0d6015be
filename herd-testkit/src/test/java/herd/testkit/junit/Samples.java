package herd.testkit.junit;

import static org.junit.jupiter.api.Assertions.fail;

import herd.testkit.Herd;
import herd.testkit.LiveHerd;
import herd.testkit.SimulatedHerd;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests that are run within tests, for the way in which they end. */
final class Samples {

    private Samples() {}

    static final class Failing {
        @HerdTest(servers = "A B", links = "A-B", seed = 42)
        void failsOnBoth(Herd herd) {
            herd.client("A").iamat("kiwi", "+1-2", "3");
            herd.awaitConverged();
            fail("as it should");
        }
    }

    static final class Typed {
        @HerdTest(servers = "A", mode = Runs.SOCKETS)
        void live(LiveHerd herd, Herd same) {
            if (herd != same) {
                fail("two herds");
            }
        }

        @HerdTest(
                servers = "A",
                mode = Runs.SIMULATED,
                seed = {1, 2})
        void simulated(SimulatedHerd herd) {
            herd.client("A").iamat("kiwi", "+1-2", Long.toString(herd.seed()));
        }
    }

    static final class WrongType {
        @HerdTest(servers = "A", mode = Runs.BOTH)
        void takesALiveHerdInBothModes(LiveHerd herd) {
            herd.awaitLinks();
        }
    }

    static final class WrongShape {
        @HerdTest(servers = "A", links = "A-B")
        void hasALinkToNobody(Herd herd) {
            herd.awaitLinks();
        }
    }

    static final class Leaking {
        /** Ends by itself, a little after the check has given up on it. */
        static volatile Thread left = new Thread(() -> {});

        @HerdTest(servers = "A", mode = Runs.SIMULATED)
        void leavesAThread(Herd herd) {
            left = new Thread(Leaking::untilInterrupted, "a sample's leak");
            left.setDaemon(true);
            left.start();
            herd.awaitLinks();
        }

        private static synchronized void untilInterrupted() {
            try {
                while (true) {
                    Leaking.class.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    static final class Parallel {
        @HerdTest(seed = {1, 2, 3, 4})
        void tells(Herd herd) {
            herd.client("Hill").iamat("kiwi", "+1-2", "3");
            herd.awaitConverged();
        }

        @HerdTest(seed = {5, 6, 7, 8})
        void restarts(Herd herd) {
            herd.client("Hill").iamat("kiwi", "+1-2", "3");
            herd.server("Smith").restart();
            herd.awaitConverged();
        }
    }
}
