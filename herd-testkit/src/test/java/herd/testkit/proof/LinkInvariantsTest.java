package herd.testkit.proof;

import herd.link.CloseReason;
import herd.link.LinkEvent;
import herd.link.LinkName;
import herd.testkit.sim.SimulatedPipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each invariant of links goes red when it is broken on purpose, and only then. */
class LinkInvariantsTest extends AgainstInvariants {

    @Test
    void proved() {
        Proved it = new Proved();
        watch.living().forEach(it::began);
        long smith = life("Smith").server().engine().flood().incarnation();
        it.met(hill(), SMITH, 0, smith);
        assertRed("proved", () -> it.met(hill(), SMITH, 0, smith ^ 1));
        assertRed("proved", () -> it.met(hill(), 1 - SMITH, 0, smith));
        assertRed("proved", () -> it.recordIn(hill(), SMITH, OLD));
        assertRed("proved", () -> it.recordOut(hill(), SMITH, OLD));
        life("Smith").knows(List.of("another one"));
        assertRed("proved", () -> it.met(hill(), SMITH, 0, smith));
    }

    @Test
    void proofFirst() {
        String hello = "HERD 1 1 Smith Hill " + "0a".repeat(32);
        String challenge = "NONCE 1 " + "0b".repeat(32);
        String said = "00000000000000aa 1 - - 0 1 65536 true 5 1520023934";
        String proof = "PROOF " + mac("dialler", hello, challenge, said) + " - " + said;
        String answer = "PROOF " + mac("acceptor", hello, challenge, proof, "up " + said);
        List<String> dials = List.of(hello, challenge, proof, answer + " up " + said);
        assertProofComesFirst(dials, false);
        assertProofComesFirst(dials, true);
    }

    /** Whatever is said but what is due is red, until the handshake is over. */
    private void assertProofComesFirst(List<String> lines, boolean dials) {
        ProofFirst it = new ProofFirst();
        it.began(hill());
        for (int spoken = 0; spoken <= lines.size(); spoken++) {
            SimulatedPipe pipe = handshake(it, lines.subList(0, spoken), dials);
            if (spoken == lines.size()) {
                say(it, pipe, "AT Hill +0.5 ");
                continue;
            }
            assertRed("proof-first", () -> say(it, pipe, "AT Hill +0.5 kiwi +1-1 10 7 0"));
            for (String wrong : List.of("PING 5 a", lines.get(0), lines.get(2), lines.get(3))) {
                boolean isDue = dials == (spoken % 2 == 0) && wrong.equals(lines.get(spoken));
                SimulatedPipe again = handshake(it, lines.subList(0, spoken), dials);
                if (!isDue) {
                    assertRed("proof-first", () -> say(it, again, wrong + '\n'));
                }
            }
        }
        List<String> forged = new ArrayList<>(lines);
        int theirProof = dials ? 3 : 2;
        forged.set(theirProof, lines.get(theirProof).replaceFirst("PROOF .", "PROOF x"));
        if (dials) {
            SimulatedPipe pipe = handshake(it, forged, true);
            assertRed("proof-first", () -> say(it, pipe, "PING 5 a\n"));
        } else {
            assertRed("proof-first", () -> handshake(it, forged, false));
        }
    }

    private SimulatedPipe handshake(ProofFirst it, List<String> lines, boolean dials) {
        SimulatedPipe pipe = world.connect("Hill");
        if (dials) {
            it.dialled(life("Hill"), SMITH, pipe);
        } else {
            it.accepted(hill(), pipe);
        }
        for (int i = 0; i < lines.size(); i++) {
            byte[] bytes = (lines.get(i) + '\n').getBytes(StandardCharsets.US_ASCII);
            if (dials == (i % 2 == 0)) {
                it.said(hill(), pipe, bytes, 0, bytes.length);
            } else {
                it.heard(hill(), pipe, bytes, 0, bytes.length);
            }
        }
        return pipe;
    }

    private void say(ProofFirst it, SimulatedPipe pipe, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        it.said(hill(), pipe, bytes, 0, bytes.length);
    }

    private static String mac(String... lines) {
        return ReferenceHandshake.mac(World.HERD_SECRETS.get(0), String.join("\n", lines) + '\n');
    }

    @Test
    void silence() {
        Silence it = new Silence();
        LinkEvent down =
                new LinkEvent.Down("Smith", new LinkName("Hill", 1), CloseReason.SILENT, "");
        it.recordOut(hill(), SMITH, OLD);
        it.ask(true);
        assertRed("silence", () -> it.recordOut(hill(), SMITH, OLD));
        assertRed("silence", () -> it.linkChanged(hill(), down));
        it.ask(false);
        it.linkChanged(hill(), down);
    }
}
