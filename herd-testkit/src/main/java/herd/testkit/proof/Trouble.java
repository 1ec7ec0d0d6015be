package herd.testkit.proof;

import herd.testkit.Topology;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A kind of fault: how it comes, and how it mostly goes again. */
enum Trouble {
    RESTART {
        @Override
        void add(Draft draft, long micros) {
            restart(draft, micros, Step.Kill::new, 4_000_000);
        }
    },
    QUICK_RESTART {
        @Override
        void add(Draft draft, long micros) {
            restart(draft, micros, Step.Kill::new, 200_000);
        }
    },
    BROKEN_GREETING {
        @Override
        void add(Draft draft, long micros) {
            String server = draft.anyServer();
            Random random = draft.random();
            boolean slowly = random.nextBoolean();
            draft.add(micros, new Step.Kill(server));
            long start = micros + draft.anyTime(1_000, 100_000);
            draft.add(start, new Step.Start(server));
            for (String neighbour : draft.setup().topology().neighbours(server)) {
                if (slowly) {
                    draft.add(micros, new Step.Disturb(server, neighbour, Disturbance.LONG_WAY));
                }
                long reset = start + random.nextInt(slowly ? 1_500_000 : 20_000);
                draft.add(reset, new Step.Reset(server, neighbour));
                draft.add(reset, new Step.Heal(server, neighbour));
            }
        }
    },
    CLOGGED_BY_LONG_RECORDS {
        @Override
        void add(Draft draft, long micros) {
            Topology.Link link = draft.anyLink();
            long begin = micros / 16;
            draft.add(begin, new Step.Disturb(link.one(), link.other(), Disturbance.CLOG));
            if (draft.random().nextInt(LONG_RECORDS_SELDOM) > 0) {
                return;
            }
            for (int i = 0; i < LONG_RECORDS; i++) {
                String id = "long" + i + "-";
                draft.add(begin + i, new Step.Stuff(link.one(), 0, id, LONG_ID_BYTES));
            }
        }
    },
    TRICKLE {
        @Override
        void add(Draft draft, long micros) {
            Topology.Link link = draft.anyLink();
            long begin = micros / 16;
            draft.add(begin, new Step.Disturb(link.one(), link.other(), Disturbance.VERY_SLOW));
            long full = begin + draft.anyTime(100_000, 1_000_000);
            draft.add(full, new Step.Disturb(link.one(), link.other(), Disturbance.CLOG));
        }
    },
    SILENT_DEATH {
        @Override
        void add(Draft draft, long micros) {
            restart(draft, micros, Step.DieSilently::new, 5_000_000);
        }
    },
    STOP {
        @Override
        void add(Draft draft, long micros) {
            restart(draft, micros, Step.Stop::new, 1_000_000);
        }
    },
    ODD_RESTART {
        @Override
        void add(Draft draft, long micros) {
            Oddity oddity = any(draft.random(), Oddity.values());
            draft.add(micros, new Step.StartOdd(draft.anyServer(), oddity));
        }
    },
    PAUSE {
        @Override
        void add(Draft draft, long micros) {
            String server = draft.anyServer();
            draft.add(micros, new Step.Pause(server));
            draft.add(micros + draft.anyTime(1_000, 7_000_000), new Step.GoOn(server));
        }
    },
    CLOCK {
        @Override
        void add(Draft draft, long micros) {
            String server = draft.anyServer();
            if (draft.random().nextBoolean()) {
                long millis = draft.anyTime(1, 100_000);
                boolean back = draft.random().nextBoolean();
                draft.add(micros, new Step.StepClock(server, back ? -millis : millis));
            } else {
                long ppm = draft.random().nextInt(200_000) - 100_000L;
                draft.add(micros, new Step.DriftClock(server, ppm));
            }
        }
    },
    NO_DESCRIPTORS {
        @Override
        void add(Draft draft, long micros) {
            String server = draft.anyServer();
            draft.add(micros, new Step.HoldAccepts(server, true));
            long end = micros + draft.anyTime(10_000, 7_000_000);
            draft.add(end, new Step.HoldAccepts(server, false));
        }
    },
    FULL_DISK {
        @Override
        void add(Draft draft, long micros) {
            String server = draft.anyServer();
            draft.add(micros, new Step.FillDisk(server, true));
            draft.add(micros + draft.anyTime(10_000, 4_000_000), new Step.FillDisk(server, false));
        }
    },
    INTRUDER {
        @Override
        void add(Draft draft, long micros) {
            Random random = draft.random();
            int count = random.nextInt(8) > 0 ? 1 : 1 + random.nextInt(20);
            Intruder as = any(random, Intruder.values());
            draft.add(micros, new Step.Intrude(draft.anyServer(), as, count));
        }
    },
    CUT {
        @Override
        void add(Draft draft, long micros) {
            untilHealed(draft, micros, Step.Cut::new);
        }
    },
    LOST_DIALS {
        @Override
        void add(Draft draft, long micros) {
            Topology.Link link = untilHealed(draft, micros, Step.LoseDials::new);
            draft.add(micros, new Step.Reset(link.one(), link.other()));
        }
    },
    REFUSED_DIALS {
        @Override
        void add(Draft draft, long micros) {
            untilHealed(draft, micros, Step.RefuseDials::new);
        }
    },
    HALF_OPEN {
        @Override
        void add(Draft draft, long micros) {
            untilHealed(draft, micros, Step.HalfOpen::new);
        }
    },
    VANISHED {
        @Override
        void add(Draft draft, long micros) {
            once(draft, micros, Step.Vanish::new);
        }
    },
    HALF_CLOSE {
        @Override
        void add(Draft draft, long micros) {
            once(draft, micros, Step.HalfClose::new);
        }
    },
    RESET {
        @Override
        void add(Draft draft, long micros) {
            once(draft, micros, Step.Reset::new);
        }
    },
    CROSSING {
        @Override
        void add(Draft draft, long micros) {
            once(draft, micros, Step.CrossDials::new);
        }
    },
    DISTURBANCE {
        @Override
        void add(Draft draft, long micros) {
            Random random = draft.random();
            Disturbance by = any(random, Disturbance.values());
            Topology.Link link =
                    untilHealed(draft, micros, (one, other) -> new Step.Disturb(one, other, by));
            if (random.nextBoolean()) {
                draft.add(micros, new Step.Disturb(link.other(), link.one(), by));
            }
        }
    };

    private static final int LONG_RECORDS = 5;
    private static final int LONG_RECORDS_SELDOM = 40;
    private static final int LONG_ID_BYTES = 60_000;

    /** Adds one such fault, and perhaps its end. */
    abstract void add(Draft draft, long micros);

    private static void restart(
            Draft draft, long micros, Function<String, Step> end, long mostMicros) {
        String server = draft.anyServer();
        draft.add(micros, end.apply(server));
        draft.add(micros + draft.anyTime(1_000, mostMicros), new Step.Start(server));
    }

    private static void once(Draft draft, long micros, BiFunction<String, String, Step> step) {
        Topology.Link link = draft.anyLink();
        draft.add(micros, step.apply(link.one(), link.other()));
    }

    private static Topology.Link untilHealed(
            Draft draft, long micros, BiFunction<String, String, Step> step) {
        Topology.Link link = draft.anyLink();
        draft.add(micros, step.apply(link.one(), link.other()));
        if (draft.random().nextInt(4) > 0) {
            long end = micros + draft.anyTime(1_000, 6_000_000);
            draft.add(end, new Step.Heal(link.one(), link.other()));
        }
        return link;
    }

    private static <T> T any(Random random, T[] of) {
        return of[random.nextInt(of.length)];
    }
}
