package herd.testkit.sim;

import herd.line.Talker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Two ends of a simulated connection, each with somebody who notes all that it is told. */
final class EndsRig {

    static final long HOP_NANOS = 1_000_000;

    final Simulation simulation = new Simulation(1);
    final SimulatedWire there = new SimulatedWire(new Latency(HOP_NANOS, 0));
    final SimulatedWire back = new SimulatedWire(new Latency(HOP_NANOS, 0));
    final Side left = new Side();
    final Side right = new Side();

    EndsRig() {
        SimulatedPipe.join(simulation, left.pipe, there, right.pipe, back);
        left.pipe.talker(left);
        right.pipe.talker(right);
    }

    void pass(long millis) {
        simulation.runUntil(simulation.nowNanos() + millis * 1_000_000);
    }

    /** One end, its process and its machine. */
    final class Side implements SimulatedPipe.Owner, Talker {
        final SimulatedPipe pipe = SimulatedPipe.of(simulation, this, Stamina.Limits.OF_SERVERS);
        final StringBuilder heard = new StringBuilder();
        final List<String> told = new ArrayList<>();
        final List<Integer> pieces = new ArrayList<>();
        final List<Runnable> lateAlarms = new ArrayList<>();
        boolean late;
        boolean dark;

        void say(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            turn(() -> pipe.offer(bytes, 0, bytes.length));
        }

        @Override
        public void turn(Runnable work) {
            work.run();
            if (pipe.flush()) {
                pipe.tellDrained();
            }
        }

        @Override
        public void alarm(Runnable work) {
            if (late) {
                lateAlarms.add(work);
            } else {
                turn(work);
            }
        }

        void catchUp() {
            late = false;
            lateAlarms.forEach(this::turn);
        }

        @Override
        public void wantsToSend(SimulatedPipe it) {}

        @Override
        public void left(SimulatedPipe it) {
            told.add("left");
        }

        @Override
        public long wallNanos() {
            return simulation.wallNanos();
        }

        @Override
        public boolean isDark() {
            return dark;
        }

        @Override
        public void received(byte[] bytes, int offset, int length, long now, long wall) {
            heard.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
            pieces.add(length);
        }

        @Override
        public void inputEnded(long nowNanos, long wallNanos) {
            told.add("end");
        }

        @Override
        public void drained(long nowNanos) {
            told.add("drained");
        }

        @Override
        public void woken(long nowNanos, long wallNanos) {
            told.add("woken");
        }

        @Override
        public void closed(String why, long nowNanos) {
            told.add("closed " + why);
        }
    }
}
