package herd.testkit.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The lines of a handshake read plainly, and proofs judged anew: a second opinion on who has proved
 * what. Lines have one character a byte, and no end.
 *
 * <p><b>Source.</b> PROTOCOL.md, Links between servers, Handshake.
 */
final class ReferenceHandshake {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String NAME = "([A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9_])?)";
    private static final String MAC = "([0-9a-f]{64})";
    private static final String NUMBER = "\\d{1,19}";
    private static final String INTRODUCTION =
            "[0-9a-f]{16} N (?:\\S+/N|-) (?:[0-9a-f]{16}|-) N N N (?:true|false) N N"
                    .replace("N", NUMBER);

    private static final Pattern HELLO =
            Pattern.compile("HERD \\d{1,3} \\d{1,3} " + NAME + ' ' + NAME + ' ' + MAC);
    private static final Pattern CHALLENGE = Pattern.compile("NONCE \\d{1,3} " + MAC);
    private static final Pattern PROOF =
            Pattern.compile("PROOF " + MAC + " (?:" + MAC + "|-) (" + INTRODUCTION + ')');
    private static final Pattern ANSWER =
            Pattern.compile("PROOF " + MAC + " ((up|settings|clock) " + INTRODUCTION + ')');

    private ReferenceHandshake() {}

    static boolean isHello(String line) {
        return HELLO.matcher(line).matches();
    }

    static boolean isChallenge(String line) {
        return CHALLENGE.matcher(line).matches();
    }

    static boolean isProof(String line) {
        return PROOF.matcher(line).matches();
    }

    static boolean isAnswer(String line) {
        return ANSWER.matcher(line).matches();
    }

    /** Whether an answer says that the link is up. */
    static boolean saysUp(String answer) {
        Matcher it = ANSWER.matcher(answer);
        return it.matches() && it.group(3).equals("up");
    }

    /** Whether a hello is from one of these, and to that one. */
    static boolean isFrom(String hello, List<String> diallers, String acceptor) {
        Matcher it = HELLO.matcher(hello);
        return it.matches() && diallers.contains(it.group(1)) && it.group(2).equals(acceptor);
    }

    /** Whether a dialler's proof shows that it knows one of the secrets. */
    static boolean isProven(List<String> secrets, String hello, String challenge, String proof) {
        Matcher it = PROOF.matcher(proof);
        if (!it.matches()) {
            return false;
        }
        String said = "dialler\n" + hello + '\n' + challenge + '\n' + it.group(3) + '\n';
        return secrets.stream()
                .map(secret -> mac(secret, said))
                .anyMatch(mac -> mac.equals(it.group(1)) || mac.equals(it.group(2)));
    }

    /** Whether an acceptor's answer shows that it knows one of the secrets. */
    static boolean isProven(
            List<String> secrets, String hello, String challenge, String proof, String answer) {
        Matcher it = ANSWER.matcher(answer);
        if (!it.matches()) {
            return false;
        }
        String said = String.join("\n", "acceptor", hello, challenge, proof, it.group(2)) + '\n';
        return secrets.stream().anyMatch(secret -> mac(secret, said).equals(it.group(1)));
    }

    /** What proves that who said this knows the secret; lines, each with its end. */
    static String mac(String secret, String said) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.ISO_8859_1), ALGORITHM));
            byte[] bytes = said.getBytes(StandardCharsets.ISO_8859_1);
            return HexFormat.of().formatHex(mac.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
