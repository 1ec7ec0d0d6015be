package herd.link;

import java.util.Optional;
import java.util.OptionalInt;

/** The acceptor's part in a handshake: what it says, and what it makes of the dialler's lines. */
final class AcceptorHandshake {

    private final LinkSettings settings;
    private final Transcript transcript = new Transcript();
    private String dialler = "";
    private String calls = "";
    private int version;
    private int secret = -1;
    private Optional<Introduction> theirs = Optional.empty();

    AcceptorHandshake(LinkSettings settings) {
        this.settings = settings;
    }

    /** Takes the dialler's first line; says what is wrong with it, if anything is. */
    Optional<CloseReason> heardHello(String line) {
        Words words = new Words(line);
        words.expect("HERD");
        long min = words.number(1, VersionRange.GREATEST);
        long max = words.number(min, VersionRange.GREATEST);
        String caller = words.name();
        String called = words.name();
        words.hexBytes();
        if (!words.allRead()) {
            return Optional.of(CloseReason.UNREADABLE);
        }
        dialler = caller;
        calls = called;
        OptionalInt common = settings.versions().common(new VersionRange((int) min, (int) max));
        if (common.isEmpty()) {
            return Optional.of(CloseReason.NO_COMMON_VERSION);
        }
        version = common.getAsInt();
        transcript.add(line);
        return Optional.empty();
    }

    /** The first line: the version, and the nonce that makes the proof a fresh one. */
    String nonce(byte[] nonce) {
        String line = "NONCE " + version + ' ' + Words.hex(nonce);
        transcript.add(line);
        return line;
    }

    /**
     * Takes the dialler's proof; says what is wrong with it, if anything is. The names are looked at
     * last, so that a stranger cannot tell from the time which of them are known.
     */
    Optional<CloseReason> heardProof(String line) {
        Words words = new Words(line);
        words.expect("PROOF");
        byte[] proof = words.hexBytes();
        boolean onlyOne = words.skip("-");
        byte[] second = onlyOne ? proof : words.hexBytes();
        String statement = words.rest();
        if (!words.soFarSoGood()) {
            return Optional.of(CloseReason.UNREADABLE);
        }
        int byFirst = provenSecret(statement, proof);
        int bySecond = provenSecret(statement, second);
        secret = byFirst >= 0 ? byFirst : bySecond;
        if (secret < 0) {
            return Optional.of(CloseReason.WRONG_PROOF);
        }
        if (!calls.equals(settings.name()) || !settings.neighbours().contains(dialler)) {
            return Optional.of(CloseReason.NOT_A_NEIGHBOUR);
        }
        transcript.add(line);
        theirs = Introduction.read(statement);
        return theirs.isPresent() ? Optional.empty() : Optional.of(CloseReason.UNREADABLE);
    }

    /** The second line: proof of the secret that the dialler proved. */
    String proof(Verdict verdict, Introduction mine) {
        String statement = verdict.word() + ' ' + mine.spelled();
        byte[] proof =
                transcript.mac(settings.secrets(), secret, Transcript.FROM_ACCEPTOR, statement);
        return "PROOF " + Words.hex(proof) + ' ' + statement;
    }

    /** The name that the dialler gave; empty if it has not given one. */
    String dialler() {
        return dialler;
    }

    int version() {
        return version;
    }

    boolean byPreviousSecret() {
        return secret > 0;
    }

    Introduction theirs() {
        return theirs.orElseThrow();
    }

    private int provenSecret(String statement, byte[] proof) {
        return transcript.provenSecret(
                settings.secrets(), Transcript.FROM_DIALLER, statement, proof);
    }
}
