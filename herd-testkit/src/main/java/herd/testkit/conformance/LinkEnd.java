package herd.testkit.conformance;

import herd.testkit.program.Shown;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32C;

/**
 * The kit's end of a link: says what a neighbour would say, or what none would.
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Source.</b> PROTOCOL.md, Links between servers.
 */
final class LinkEnd implements AutoCloseable {

    private final Talk talk;
    private final PeerTarget peer;
    private final Duration patience;
    private Proof proof;

    private LinkEnd(PeerTarget peer, Duration patience) {
        this.talk = Talk.with(peer.address(), patience);
        this.peer = peer;
        this.patience = patience;
        this.proof = Proof.ofNewcomer(peer);
    }

    /** A connection on which nothing has been said. */
    static LinkEnd connect(PeerTarget peer, Duration patience) {
        return new LinkEnd(peer, patience);
    }

    /** A link that is up, of a neighbour that has just started and has the server's settings. */
    static LinkEnd up(PeerTarget peer, Duration patience) {
        LinkEnd end = connect(peer, patience);
        if (end.shakeHands().verdict().equals("settings")) {
            Introduction wanted = end.proof.answer().introduction();
            end.close();
            end = connect(peer, patience);
            end.proof = end.proof.with(end.proof.introduction().withSettingsOf(wanted));
            end.shakeHands();
        }
        end.requireUp();
        return end;
    }

    /** What this end is about to prove, or has proved. */
    Proof proof() {
        return proof;
    }

    /** Sets what to prove. */
    LinkEnd prove(Proof it) {
        proof = it;
        return this;
    }

    Talk talk() {
        return talk;
    }

    /** Goes through the whole handshake; returns what it came to. */
    Proof.Answer shakeHands() {
        challenge();
        return answer();
    }

    /** Says hello, and takes the challenge. */
    LinkEnd challenge() {
        talk.send(proof.hello() + '\n');
        String challenge = talk.line("NONCE 1 and 64 hexadecimal digits");
        if (!challenge.matches("NONCE 1 [0-9a-f]{64}")) {
            throw talk.violation("NONCE 1 and 64 hexadecimal digits", challenge);
        }
        proof = proof.challenged(challenge);
        return this;
    }

    /** Says what proves the secret, and takes the answer, whose own proof must be right. */
    Proof.Answer answer() {
        talk.send(proof.line() + '\n');
        String line = talk.line("an answer with a proof");
        proof =
                proof.answered(line)
                        .orElseThrow(() -> talk.violation("a proof of the same secret", line));
        return proof.answer();
    }

    void requireUp() {
        String verdict = proof.answer().verdict();
        if (!verdict.equals("up")) {
            throw talk.violation("the verdict \"up\"", verdict);
        }
    }

    /** The same neighbour dials again, having applied so much of what came from this life. */
    LinkEnd again(long applied) {
        LinkEnd next = connect(peer, patience);
        next.proof = proof.ofNextDial(applied);
        return next;
    }

    /** Says something with a check that is right. */
    LinkEnd say(String words) {
        talk.send(checked(words) + '\n');
        return this;
    }

    /** Tells a location as if this neighbour, or another origin, had been told of it. */
    LinkEnd tell(String atLine, long seq) {
        return say(atLine + ' ' + seq);
    }

    /** The next line, whose check must be right; without it. */
    String hear(String expected) {
        String line = talk.line(expected);
        int end = line.lastIndexOf(' ');
        if (end < 0 || !line.substring(end + 1).equals(check(line.substring(0, end)))) {
            throw talk.violation("a line with a check that is right", line);
        }
        return line.substring(0, end);
    }

    /** The record of a client, when it comes; what comes before it is passed over. */
    Heard hearOf(String id) {
        Heard heard = hearRecord("the record of " + Shown.text(id));
        while (!heard.at().id().equals(id)) {
            heard = hearRecord("the record of " + Shown.text(id));
        }
        return heard;
    }

    /** The next record; pings and audits are passed over. */
    Heard hearRecord(String expected) {
        String words = hear(expected);
        while (!words.startsWith("AT ")) {
            if (!words.matches("PING [0-9]+|REWIND|AUDIT [0-9]+ [0-9]+ [0-9]+ [0-9a-f]{16}")) {
                throw talk.violation("a record, PING, AUDIT or REWIND", words);
            }
            words = hear(expected);
        }
        String record = words;
        int end = record.lastIndexOf(' ');
        At at =
                At.read(record.substring(0, end))
                        .orElseThrow(() -> talk.violation("an AT line and a number", record));
        return new Heard(at, new BigInteger(record.substring(end + 1)).longValueExact());
    }

    /** Checks that the server closes, without saying anything. */
    void expectClosedWithoutAWord() {
        String came = talk.untilGone("that the server closes");
        if (!came.isEmpty()) {
            throw talk.violation("the end without a word", came);
        }
    }

    /** Checks that the server closes, whatever it was saying. */
    void expectClosed() {
        talk.untilGone("that the server closes");
    }

    @Override
    public void close() {
        talk.close();
    }

    /**
     * A record that came.
     *
     * @param seq its number
     */
    record Heard(At at, long seq) {}

    /** Words with the check that belongs to them. */
    static String checked(String words) {
        return words + ' ' + check(words);
    }

    private static String check(String words) {
        CRC32C crc = new CRC32C();
        crc.update(words.getBytes(StandardCharsets.ISO_8859_1));
        return String.format("%08x", crc.getValue());
    }
}
