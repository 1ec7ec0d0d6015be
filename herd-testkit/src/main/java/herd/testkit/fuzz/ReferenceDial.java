package herd.testkit.fuzz;

import java.util.Optional;

/** What must come of a connection that the server itself has dialled. */
final class ReferenceDial extends ReferenceNeighbour {

    private static final String LINK = "[A-Za-z]+/[1-9][0-9]*";

    private final Proofs proofs;
    private final long number;
    private boolean proofOwed;
    private String hello = "";
    private String challenge = "";
    private String proof = "";
    private long clockNanos;

    /**
     * Makes the reference for one connection.
     *
     * @param number which of the server's dials to this neighbour it is, from 1
     */
    ReferenceDial(ReferenceServer server, Proofs proofs, long number, Runnable cameUp) {
        super(server, "dial without an answer", cameUp);
        this.proofs = proofs;
        this.number = number;
    }

    @Override
    String hello() {
        return hello;
    }

    @Override
    String challenge() {
        return challenge;
    }

    /** The server's proof; empty before it was said. */
    String proof() {
        return proof;
    }

    long number() {
        return number;
    }

    /** Whether the server gives it up when another link comes up first. */
    boolean isUnproven() {
        return shakesHands() && challenge.isEmpty();
    }

    @Override
    boolean isOwed() {
        return hello.isEmpty() || proofOwed;
    }

    @Override
    void heardHandshake(String whole, long wallNanos) {
        if (challenge.isEmpty()) {
            heardNonce(whole, wallNanos);
            return;
        }
        Optional<Outcome> outcome = proven(whole);
        if (outcome.equals(Optional.of(Outcome.UP))) {
            comesUp("link that the server dialled");
        } else {
            over(outcome.map(it -> "dial refused: " + it).orElse("dial with a wrong answer"));
        }
    }

    @Override
    boolean isRightHandshake(String whole) {
        if (hello.isEmpty()) {
            hello = whole;
            String begins = "HERD 1 1 " + ReferenceServer.NAME + ' ' + Surroundings.FUZZED + ' ';
            String nonce = whole.substring(Math.min(whole.length(), begins.length()));
            return whole.startsWith(begins)
                    && LinkSaying.isHex(nonce, 64)
                    && server().isFresh(nonce);
        }
        proofOwed = false;
        proof = whole;
        String[] words = whole.split(" ", 4);
        return words.length == 4
                && words[0].equals("PROOF")
                && words[2].equals("-")
                && words[1].equals(proofs.over(Spoken.DIALLER, hello, challenge, words[3]))
                && isRightIntroduction(words[3]);
    }

    private void heardNonce(String whole, long wallNanos) {
        String[] words = Reference.words(whole);
        boolean sound =
                words.length == 3
                        && words[0].equals("NONCE")
                        && isVersion(words[1])
                        && LinkSaying.isHex(words[2], 64);
        if (!sound) {
            over("dial with a wrong nonce");
        } else if (!words[1].equals("1")) {
            over("dial to another version");
        } else {
            challenge = whole;
            clockNanos = wallNanos;
            proofOwed = true;
            goesOn("dial without a proof");
        }
    }

    private boolean isRightIntroduction(String introduction) {
        String[] words = Reference.words(introduction);
        String tail =
                Spoken.introduction("", 0, server().longestLine(), clockNanos).split(" - - 0 ")[1];
        return words.length == 10
                && words[0].equals(Spoken.hex(Surroundings.INCARNATION))
                && words[1].equals(String.valueOf(number))
                && (words[2].equals("-") || words[2].matches(LINK))
                && (words[3].equals("-") ? words[4].equals("0") : LinkSaying.isHex(words[3], 16))
                && LinkSaying.isNumber(words[4])
                && introduction.endsWith(' ' + tail);
    }
}
