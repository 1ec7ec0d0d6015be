package herd.link;

import java.util.Optional;

/** The dialler's part in a handshake: what it says, and what it makes of the answers. */
final class DiallerHandshake {

    private final LinkSettings settings;
    private final String acceptor;
    private final Transcript transcript = new Transcript();
    private int version;
    private int secret = -1;
    private Optional<Verdict> verdict = Optional.empty();
    private Optional<Introduction> theirs = Optional.empty();

    DiallerHandshake(LinkSettings settings, String acceptor) {
        this.settings = settings;
        this.acceptor = acceptor;
    }

    /** The first line: who calls whom. */
    String hello(byte[] nonce) {
        VersionRange versions = settings.versions();
        String range = versions.min() + " " + versions.max();
        String names = settings.name() + ' ' + acceptor;
        String line = "HERD " + range + ' ' + names + ' ' + Words.hex(nonce);
        transcript.add(line);
        return line;
    }

    /** Takes the acceptor's first line; says what is wrong with it, if anything is. */
    Optional<CloseReason> heardNonce(String line) {
        Words words = new Words(line);
        words.expect("NONCE");
        version = (int) words.number(1, VersionRange.GREATEST);
        words.hexBytes();
        if (!words.allRead()) {
            return Optional.of(CloseReason.UNREADABLE);
        }
        if (!settings.versions().contains(version)) {
            return Optional.of(CloseReason.NO_COMMON_VERSION);
        }
        transcript.add(line);
        return Optional.empty();
    }

    /** The second line: proof of the secret, of the previous one too if there is one. */
    String proof(Introduction mine) {
        String statement = mine.spelled();
        StringBuilder line = new StringBuilder("PROOF ");
        line.append(proofOf(0, statement)).append(' ');
        line.append(settings.secrets().count() > 1 ? proofOf(1, statement) : "-");
        line.append(' ').append(statement);
        transcript.add(line.toString());
        return line.toString();
    }

    /** Takes the acceptor's proof; says what is wrong with it, if anything is. */
    Optional<CloseReason> heardProof(String line) {
        Words words = new Words(line);
        words.expect("PROOF");
        byte[] proof = words.hexBytes();
        String statement = words.rest();
        if (!words.soFarSoGood()) {
            return Optional.of(CloseReason.UNREADABLE);
        }
        secret =
                transcript.provenSecret(
                        settings.secrets(), Transcript.FROM_ACCEPTOR, statement, proof);
        if (secret < 0) {
            return Optional.of(CloseReason.WRONG_PROOF);
        }
        Words said = new Words(statement);
        verdict = Verdict.read(said);
        theirs = Introduction.read(said.rest());
        return verdict.isPresent() && theirs.isPresent()
                ? Optional.empty()
                : Optional.of(CloseReason.UNREADABLE);
    }

    int version() {
        return version;
    }

    boolean byPreviousSecret() {
        return secret > 0;
    }

    Verdict verdict() {
        return verdict.orElseThrow();
    }

    Introduction theirs() {
        return theirs.orElseThrow();
    }

    private String proofOf(int which, String statement) {
        return Words.hex(
                transcript.mac(settings.secrets(), which, Transcript.FROM_DIALLER, statement));
    }
}
