package herd.testkit.soak;

import herd.testkit.Direction;
import herd.testkit.Fault;
import herd.testkit.LinkHandle;
import java.time.Duration;
import java.util.Random;

/** The faults of links that a soak picks from. Each says how it is begun, chance included. */
enum FaultKind {
    CUT {
        @Override
        Fault begin(LinkHandle link, Random random) {
            return link.cut();
        }
    },
    BLACKHOLE {
        @Override
        Fault begin(LinkHandle link, Random random) {
            return link.blackhole(way(random));
        }
    },
    HALF_OPEN {
        @Override
        Fault begin(LinkHandle link, Random random) {
            return link.halfOpen(way(random));
        }
    },
    HALF_CLOSE {
        @Override
        Fault begin(LinkHandle link, Random random) {
            link.halfClose(random.nextBoolean() ? Direction.THERE : Direction.BACK);
            return OVER;
        }
    },
    SLOW {
        @Override
        Fault begin(LinkHandle link, Random random) {
            return link.slow(way(random), 1_000L << random.nextInt(10));
        }
    },
    DELAY {
        @Override
        Fault begin(LinkHandle link, Random random) {
            return link.delay(
                    way(random),
                    Duration.ofMillis(random.nextInt(200)),
                    Duration.ofMillis(random.nextInt(100)));
        }
    },
    SLICE {
        @Override
        Fault begin(LinkHandle link, Random random) {
            return link.slice(way(random), 1 + random.nextInt(20));
        }
    },
    RESET {
        @Override
        Fault begin(LinkHandle link, Random random) {
            link.reset();
            return OVER;
        }
    },
    CORRUPT {
        @Override
        Fault begin(LinkHandle link, Random random) {
            return link.corrupt(way(random));
        }
    };

    /** A fault that was over as soon as it had begun. */
    private static final Fault OVER = () -> {};

    abstract Fault begin(LinkHandle link, Random random);

    private static Direction way(Random random) {
        return Direction.values()[random.nextInt(Direction.values().length)];
    }
}
