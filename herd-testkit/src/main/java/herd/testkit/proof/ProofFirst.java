package herd.testkit.proof;

import herd.testkit.sim.SimulatedPipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What goes out on a connection of the neighbour port, byte for byte, until the other end has proved the
 * secret: the words of the handshake that are due, each in its turn, and nothing else.
 *
 * <p><b>Source.</b> PROTOCOL.md, Handshake; Flooding, rule 10.
 */
final class ProofFirst extends Invariant {

    /** A handshake is shorter, each way. */
    private static final int MOST_BYTES = 2048;

    /** One end of a connection, until what may be said on it is free. */
    private final class Talk {
        private final Life life;
        private final boolean dialled;
        private final List<String> said = new ArrayList<>();
        private final List<String> heard = new ArrayList<>();
        private final StringBuilder unended = new StringBuilder();
        private final StringBuilder unread = new StringBuilder();
        private boolean free;

        Talk(Life life, boolean dialled) {
            this.life = life;
            this.dialled = dialled;
        }

        void says(String text) {
            unended.append(text);
            for (int end = unended.indexOf("\n"); end >= 0; end = unended.indexOf("\n")) {
                String line = unended.substring(0, end);
                unended.delete(0, end + 1);
                if (!free) {
                    require(
                            dialled ? mayDial(line) : mayAnswer(line),
                            "%s says, after it heard %s and before anybody has proved anything: %s",
                            life,
                            heard,
                            line);
                    said.add(line);
                    free = !dialled && said.size() == 2 && ReferenceHandshake.saysUp(line);
                }
            }
            require(
                    free || unended.length() == 0,
                    "%s says half a word before anybody has proved anything: %s",
                    life,
                    unended);
        }

        void hears(String text) {
            int room = Math.max(0, MOST_BYTES - unread.length());
            unread.append(text, 0, Math.min(text.length(), room));
            for (int end = unread.indexOf("\n"); end >= 0; end = unread.indexOf("\n")) {
                if (heard.size() < 2) {
                    heard.add(unread.substring(0, end));
                }
                unread.delete(0, end + 1);
            }
            free = dialled && heard.size() == 2 && isAnswered(heard.get(1));
        }

        private boolean mayDial(String line) {
            return switch (said.size()) {
                case 0 -> ReferenceHandshake.isHello(line);
                case 1 ->
                        !heard.isEmpty()
                                && ReferenceHandshake.isChallenge(heard.get(0))
                                && ReferenceHandshake.isProof(line);
                default -> false;
            };
        }

        private boolean isAnswered(String answer) {
            return said.size() == 2
                    && ReferenceHandshake.saysUp(answer)
                    && ReferenceHandshake.isProven(
                            life.secrets(), said.get(0), heard.get(0), said.get(1), answer);
        }

        private boolean mayAnswer(String line) {
            return switch (said.size()) {
                case 0 ->
                        !heard.isEmpty()
                                && ReferenceHandshake.isHello(heard.get(0))
                                && ReferenceHandshake.isChallenge(line);
                case 1 ->
                        heard.size() == 2
                                && isNeighbours(heard.get(0), heard.get(1))
                                && ReferenceHandshake.isAnswer(line);
                default -> false;
            };
        }

        private boolean isNeighbours(String hello, String proof) {
            return ReferenceHandshake.isFrom(hello, life.server().neighbours(), life.name())
                    && ReferenceHandshake.isProven(life.secrets(), hello, said.get(0), proof);
        }
    }

    private final Map<Life, Map<SimulatedPipe, Talk>> talks = new IdentityHashMap<>();

    ProofFirst() {
        super("proof-first");
    }

    @Override
    void began(Life life) {
        talks.put(life, new IdentityHashMap<>());
    }

    @Override
    void ended(Life life) {
        talks.remove(life);
    }

    @Override
    void accepted(Life life, SimulatedPipe connection) {
        talks.get(life).put(connection, new Talk(life, false));
    }

    @Override
    void dialled(Life life, int neighbour, SimulatedPipe connection) {
        talks.get(life).put(connection, new Talk(life, true));
    }

    @Override
    void said(Life life, SimulatedPipe connection, byte[] bytes, int offset, int length) {
        Talk talk = talks.get(life).get(connection);
        if (!talk.free) {
            talk.says(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    void heard(Life life, SimulatedPipe connection, byte[] bytes, int offset, int length) {
        Talk talk = talks.get(life).get(connection);
        if (!talk.free) {
            talk.hears(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        }
    }
}
