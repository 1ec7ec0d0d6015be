package herd.testkit.fuzz;

import java.util.Locale;
import java.util.Optional;

/** What must come of a connection to the neighbour port. */
final class ReferenceStranger extends ReferenceNeighbour {

    private final Proofs proofs;
    private Optional<Outcome> answer = Optional.empty();
    private boolean challenged;
    private String hello = "";
    private String challenge = "";
    private String proof = "";
    private String dialler = "";
    private String acceptor = "";

    /** Makes the reference for one connection. */
    ReferenceStranger(ReferenceServer server, Proofs proofs, Runnable cameUp) {
        super(server, "stranger that said nothing sound", cameUp);
        this.proofs = proofs;
    }

    @Override
    String hello() {
        return hello;
    }

    @Override
    String challenge() {
        return challenge;
    }

    String dialler() {
        return dialler;
    }

    @Override
    boolean isOwed() {
        return challenged || answer.isPresent();
    }

    @Override
    void heardHandshake(String whole, long wallNanos) {
        if (hello.isEmpty()) {
            heardHello(whole);
        } else {
            heardProof(whole);
        }
    }

    @Override
    boolean isRightHandshake(String whole) {
        if (challenged) {
            challenged = false;
            challenge = whole;
            String[] words = Reference.words(whole);
            return words.length == 3
                    && words[0].equals("NONCE")
                    && words[1].equals("1")
                    && LinkSaying.isHex(words[2], 64)
                    && server().isFresh(words[2]);
        }
        String verdict = answer.orElseThrow().name().toLowerCase(Locale.ROOT);
        answer = Optional.empty();
        String[] words = whole.split(" ", 3);
        return words.length == 3
                && words[0].equals("PROOF")
                && words[2].startsWith(verdict + ' ')
                && words[1].equals(proofs.over(Spoken.ACCEPTOR, hello, challenge, proof, words[2]));
    }

    private void heardHello(String whole) {
        String[] words = Reference.words(whole);
        boolean sound =
                words.length == 6
                        && words[0].equals("HERD")
                        && isVersion(words[1])
                        && isVersion(words[2])
                        && Integer.parseInt(words[1]) <= Integer.parseInt(words[2])
                        && Reference.isServer(words[3])
                        && Reference.isServer(words[4])
                        && LinkSaying.isHex(words[5], 64);
        if (!sound) {
            over("stranger with a wrong hello");
        } else if (!words[1].equals("1")) {
            over("stranger of another version");
        } else {
            hello = whole;
            dialler = words[3];
            acceptor = words[4];
            challenged = true;
            goesOn("stranger without a proof");
        }
    }

    private void heardProof(String whole) {
        Optional<Outcome> outcome = proven(whole);
        if (outcome.isEmpty()) {
            over("stranger with a wrong proof");
            return;
        }
        boolean neighbours =
                acceptor.equals(ReferenceServer.NAME)
                        && (dialler.equals(Surroundings.FUZZED)
                                || dialler.equals(Surroundings.HEALTHY));
        if (!neighbours || outcome.get() == Outcome.NOTHING) {
            over(neighbours ? "proof with nonsense in it" : "proof of another pair");
            return;
        }
        proof = whole;
        answer = outcome;
        if (outcome.get() == Outcome.UP) {
            comesUp("link");
        } else {
            over("neighbour with other " + outcome.get());
        }
    }
}
