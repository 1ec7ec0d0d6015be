package herd.testkit.sim;

import herd.line.Talker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Somebody who connects to a neighbour port without being a neighbour: says a line, waits for an answer,
 * says the next one, and then waits to be shown out.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
public final class Stranger implements SimulatedPipe.Owner, Talker {

    private static final int NONCE_BYTES = 32;

    /**
     * What a stranger says.
     *
     * @param text what it is about, for the history
     * @param sayings one at once, each other one when something has come
     */
    public record Script(String text, List<byte[]> sayings) {

        /** Bytes by chance. */
        public static Script garbage(Random random, int length) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return new Script("garbage", List.of(bytes));
        }

        /** A handshake as it should be, but for the proof. */
        public static Script forged(Random random, String asWhom, String toWhom) {
            String hello = "HERD 1 1 " + asWhom + ' ' + toWhom + ' ' + hex(random, NONCE_BYTES);
            String proof =
                    "PROOF "
                            + hex(random, NONCE_BYTES)
                            + " - "
                            + hex(random, Long.BYTES)
                            + " 1 - 0000000000000000 0 86400000000000 65536 true 1000000"
                            + " 1520023934918963997";
            return new Script("a forged proof", List.of(line(hello), line(proof)));
        }

        /** What a neighbour has once said: {@link SimulatedCable#overheard}. */
        public static Script replay(List<String> lines) {
            List<byte[]> sayings = lines.stream().map(Script::line).toList();
            return new Script("a replay", sayings);
        }

        private static byte[] line(String text) {
            return (text + '\n').getBytes(StandardCharsets.ISO_8859_1);
        }

        private static String hex(Random random, int length) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }
    }

    private final Simulation simulation;
    private final SimulatedPipe pipe;
    private final Deque<byte[]> sayings;

    private Stranger(Simulation simulation, Script script) {
        this.simulation = simulation;
        pipe = SimulatedPipe.of(simulation, this, Stamina.Limits.OF_SERVERS);
        sayings = new ArrayDeque<>(script.sayings);
    }

    /** Connects one to a server, whose end of the connection is given. */
    static void connect(Simulation simulation, SimulatedPipe server, Latency wire, Script script) {
        Stranger stranger = new Stranger(simulation, script);
        SimulatedPipe.join(
                simulation,
                stranger.pipe,
                new SimulatedWire(wire),
                server,
                new SimulatedWire(wire));
        stranger.pipe.talker(stranger);
        stranger.pipe.open();
        stranger.turn(stranger::say);
    }

    @Override
    public void received(byte[] bytes, int offset, int length, long nowNanos, long wallNanos) {
        say();
    }

    @Override
    public void inputEnded(long nowNanos, long wallNanos) {
        pipe.close();
    }

    @Override
    public void drained(long nowNanos) {
        // It waits for an answer.
    }

    @Override
    public void woken(long nowNanos, long wallNanos) {
        throw new IllegalStateException("no alarm was set");
    }

    @Override
    public void closed(String why, long nowNanos) {
        sayings.clear();
    }

    @Override
    public void turn(Runnable work) {
        work.run();
        pipe.flush();
    }

    @Override
    public void alarm(Runnable work) {
        turn(work);
    }

    @Override
    public void wantsToSend(SimulatedPipe it) {
        // Each turn ends with a flush.
    }

    @Override
    public void left(SimulatedPipe it) {
        // The talker is told.
    }

    @Override
    public long wallNanos() {
        return simulation.wallNanos();
    }

    @Override
    public boolean isDark() {
        return false;
    }

    private void say() {
        byte[] next = sayings.poll();
        if (next != null) {
            pipe.offer(next, 0, next.length);
        }
    }
}
