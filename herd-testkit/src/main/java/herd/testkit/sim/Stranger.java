package herd.testkit.sim;

import herd.line.Talker;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Somebody who connects to a neighbour port without being a neighbour: says a line, waits for an answer,
 * says the next one, and then waits to be shown out.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
public final class Stranger implements Talker {

    private static final int NONCE_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    /** Who is told more than that has been told all that matters. */
    private static final int MOST_HEARD_BYTES = 1024;

    /** One thing to say. */
    public interface Saying {

        /**
         * Its bytes.
         *
         * @param heard what has come so far, one character a byte
         */
        byte[] after(String heard);
    }

    /**
     * What a stranger says.
     *
     * @param text what it is about, for the history
     * @param sayings one at once, each other one when something has come
     */
    public record Script(String text, List<Saying> sayings) {

        /** Says the same whatever it is told. */
        public static Script of(String text, List<byte[]> sayings) {
            return new Script(text, sayings.stream().map(it -> (Saying) heard -> it).toList());
        }

        /** Bytes by chance. */
        public static Script garbage(Random random, int length) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return of("garbage", List.of(bytes));
        }

        /** A handshake as it should be, but for the proof. */
        public static Script forged(Random random, String asWhom, String toWhom) {
            String proof = "PROOF " + hex(random, NONCE_BYTES) + " - " + introduction(random);
            byte[] hello = line(hello(random, asWhom, toWhom));
            return of("a forged proof", List.of(hello, line(proof)));
        }

        /** A handshake with a sound proof, by somebody who knows the secret. */
        public static Script proven(Random random, byte[] secret, String asWhom, String toWhom) {
            String hello = hello(random, asWhom, toWhom);
            String introduction = introduction(random);
            return new Script(
                    "a sound proof as " + asWhom,
                    List.of(
                            heard -> line(hello),
                            heard ->
                                    line(
                                            "PROOF "
                                                    + mac(
                                                            secret,
                                                            "dialler\n"
                                                                    + hello
                                                                    + '\n'
                                                                    + heard
                                                                    + introduction
                                                                    + '\n')
                                                    + " - "
                                                    + introduction)));
        }

        /** What a neighbour has once said: {@link SimulatedCable#overheard}. */
        public static Script replay(List<String> lines) {
            List<byte[]> sayings = lines.stream().map(Script::line).toList();
            return of("a replay", sayings);
        }

        private static String hello(Random random, String asWhom, String toWhom) {
            return "HERD 1 1 " + asWhom + ' ' + toWhom + ' ' + hex(random, NONCE_BYTES);
        }

        private static String introduction(Random random) {
            return hex(random, Long.BYTES)
                    + " 1 - 0000000000000000 0 86400000000000 65536 true 1000000"
                    + " 1520023934918963997";
        }

        private static String mac(byte[] secret, String said) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(secret, ALGORITHM));
                byte[] bytes = said.getBytes(StandardCharsets.ISO_8859_1);
                return HexFormat.of().formatHex(mac.doFinal(bytes));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has " + ALGORITHM, e);
            }
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

    private final SimulatedPipe pipe;
    private final Deque<Saying> sayings;
    private final StringBuilder heard = new StringBuilder();

    private Stranger(SimulatedPipe pipe, Script script) {
        this.pipe = pipe;
        sayings = new ArrayDeque<>(script.sayings);
    }

    /** Connects one to a server, whose end of the connection is given. */
    static void connect(Simulation simulation, SimulatedPipe server, Latency wire, Script script) {
        SimulatedPipe pipe = Outsider.connect(simulation, server, wire, Stamina.Limits.OF_SERVERS);
        Stranger stranger = new Stranger(pipe, script);
        pipe.talker(stranger);
        stranger.say();
        pipe.flush();
    }

    @Override
    public void received(byte[] bytes, int offset, int length, long nowNanos, long wallNanos) {
        int more = Math.min(length, MOST_HEARD_BYTES - heard.length());
        heard.append(new String(bytes, offset, more, StandardCharsets.ISO_8859_1));
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

    private void say() {
        Saying next = sayings.poll();
        if (next != null) {
            byte[] bytes = next.after(heard.toString());
            pipe.offer(bytes, 0, bytes.length);
        }
    }
}
