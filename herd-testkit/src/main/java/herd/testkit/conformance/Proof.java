package herd.testkit.conformance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The dialler's side of a handshake, step by step: what it says, and whether the answer is right. A
 * case may say any part of it wrong.
 *
 * @param dialler the name in the hello that says it
 * @param acceptor the name in the hello whom it wants
 * @param versions the range, as two numbers
 * @param challenge the acceptor's, once it has come; else empty
 * @param heard the acceptor's, once it has come
 */
record Proof(
        Secret secret,
        String versions,
        String dialler,
        String acceptor,
        String nonce,
        Introduction introduction,
        String challenge,
        Optional<Answer> heard) {

    private static final int NONCE_BYTES = 32;
    private static final String NO_MAC = "-";

    /** What the acceptor said in the end. */
    record Answer(String verdict, Introduction introduction) {}

    /** Keeps the herd's secret out of every text. */
    record Secret(byte[] bytes) {

        @Override
        public String toString() {
            return "(secret)";
        }
    }

    static Proof ofNewcomer(PeerTarget peer) {
        return new Proof(
                new Secret(peer.secret()),
                "1 1",
                peer.as(),
                peer.to(),
                Fresh.hex(NONCE_BYTES),
                Introduction.ofNewcomer(),
                "",
                Optional.empty());
    }

    Answer answer() {
        return heard.orElseThrow();
    }

    String hello() {
        return "HERD " + versions + ' ' + dialler + ' ' + acceptor + ' ' + nonce;
    }

    Proof withVersions(String it) {
        return new Proof(secret, it, dialler, acceptor, nonce, introduction, challenge, heard);
    }

    Proof withNames(String from, String to) {
        return new Proof(secret, versions, from, to, nonce, introduction, challenge, heard);
    }

    Proof with(Introduction it) {
        return new Proof(secret, versions, dialler, acceptor, nonce, it, challenge, heard);
    }

    Proof withSecret(String it) {
        byte[] bytes = it.getBytes(StandardCharsets.US_ASCII);
        return new Proof(
                new Secret(bytes),
                versions,
                dialler,
                acceptor,
                nonce,
                introduction,
                challenge,
                heard);
    }

    Proof challenged(String line) {
        return new Proof(secret, versions, dialler, acceptor, nonce, introduction, line, heard);
    }

    /** The same server dials anew, and says which link it has lost and what it has applied. */
    Proof ofNextDial(long applied) {
        Introduction next =
                introduction
                        .with(Introduction.DIAL, introduction.number(Introduction.DIAL) + 1 + "")
                        .with(
                                Introduction.LOST,
                                dialler + '/' + introduction.word(Introduction.DIAL))
                        .with(
                                Introduction.REMEMBERED,
                                answer().introduction().word(Introduction.INCARNATION))
                        .with(Introduction.APPLIED, applied + "");
        return new Proof(
                secret,
                versions,
                dialler,
                acceptor,
                Fresh.hex(NONCE_BYTES),
                next,
                "",
                Optional.empty());
    }

    /** The dialler's proof line. */
    String line() {
        return "PROOF " + mac("dialler") + ' ' + NO_MAC + ' ' + introduction;
    }

    /** The dialler's mac, with this mark for the direction. */
    String mac(String mark) {
        return mac(mark, hello(), challenge, introduction.toString());
    }

    /** What the acceptor's answer says; empty if it is not in the grammar, or does not prove. */
    Optional<Proof> answered(String line) {
        String[] words = line.split(" ", 4);
        if (words.length != 4 || !words[0].equals("PROOF")) {
            return Optional.empty();
        }
        String mac = mac("acceptor", hello(), challenge, line(), words[2] + ' ' + words[3]);
        boolean verdict = words[2].matches("up|settings|clock");
        if (!verdict || !words[1].equals(mac)) {
            return Optional.empty();
        }
        return Introduction.read(words[3])
                .map(
                        it ->
                                new Proof(
                                        secret,
                                        versions,
                                        dialler,
                                        acceptor,
                                        nonce,
                                        introduction,
                                        challenge,
                                        Optional.of(new Answer(words[2], it))));
    }

    private String mac(String... lines) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
            for (String line : lines) {
                hmac.update((line + '\n').getBytes(StandardCharsets.ISO_8859_1));
            }
            return HexFormat.of().formatHex(hmac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no HMAC-SHA256 in this JVM", e);
        }
    }
}
