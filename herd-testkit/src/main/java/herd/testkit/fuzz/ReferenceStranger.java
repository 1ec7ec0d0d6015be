package herd.testkit.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What must come of a connection to the neighbour port: a stranger learns nothing and changes nothing,
 * and a neighbour is believed what is sound.
 *
 * <p>It checks no proof: it is told of every line that proves something when that line is made, and no
 * other line does.
 *
 * <p><b>Source.</b> PROTOCOL.md, Links between servers.
 */
final class ReferenceStranger implements Conversation {

    /** What a proof must lead to. */
    enum Outcome {
        UP,
        SETTINGS,
        CLOCK,
        NOTHING
    }

    private enum State {
        AWAITS_HELLO,
        AWAITS_PROOF,
        UP,
        OVER
    }

    private static final int LONGEST_HANDSHAKE_LINE = 512;
    private static final int LONGEST_FRAME = 285;

    private final ReferenceServer server;
    private final Proofs proofs;
    private final Runnable cameUp;
    private final Map<String, Outcome> proving = new HashMap<>();
    private final List<String> records = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder heard = new StringBuilder();
    private State state = State.AWAITS_HELLO;
    private Optional<Outcome> answer = Optional.empty();
    private boolean challenged;
    private String hello = "";
    private String challenge = "";
    private String proof = "";
    private String dialler = "";
    private String acceptor = "";
    private String kind = "stranger that said nothing sound";
    private long heardSeq;
    private long saidSeq;

    /**
     * Makes the reference for one connection.
     *
     * @param cameUp is run when its link must come up, and before the server answers
     */
    ReferenceStranger(ReferenceServer server, Proofs proofs, Runnable cameUp) {
        this.server = server;
        this.proofs = proofs;
        this.cameUp = cameUp;
    }

    /** A line that proves the secret on this connection, once the hello was heard. */
    void proves(String proofLine, Outcome outcome) {
        proving.put(proofLine, outcome);
    }

    String hello() {
        return hello;
    }

    String challenge() {
        return challenge;
    }

    String dialler() {
        return dialler;
    }

    boolean isUp() {
        return state == State.UP;
    }

    /** Whether it counts among those that have proved nothing. */
    boolean isStranger() {
        return state == State.AWAITS_HELLO || state == State.AWAITS_PROOF;
    }

    /** The records that the server has passed on here, in order. */
    List<String> records() {
        return records;
    }

    /** The server has closed it for a reason that lies elsewhere. */
    void displaced(String why) {
        state = State.OVER;
        kind = why;
    }

    @Override
    public void fed(String bytes, long wallNanos) {
        int at = 0;
        while (at < bytes.length() && state != State.OVER) {
            int end = bytes.indexOf('\n', at);
            int to = end < 0 ? bytes.length() : end;
            line.append(bytes, at, to);
            int limit =
                    state == State.UP
                            ? server.longestLine() + LONGEST_FRAME
                            : LONGEST_HANDSHAKE_LINE;
            if (line.length() > limit) {
                over("too long a line");
            } else if (end >= 0) {
                String whole = line.toString();
                line.setLength(0);
                lineEnds(whole);
            }
            at = to + 1;
        }
    }

    @Override
    public void inputEnded(long wallNanos) {
        state = State.OVER;
    }

    @Override
    public boolean isOver() {
        return state == State.OVER;
    }

    @Override
    public Optional<String> said(String bytes) {
        heard.append(bytes);
        int end = heard.indexOf("\n");
        while (end >= 0) {
            String whole = heard.substring(0, end);
            heard.delete(0, end + 1);
            if (!isRight(whole)) {
                return Optional.of("the server said, " + kind + ": " + whole);
            }
            end = heard.indexOf("\n");
        }
        return heard.length() > 0 ? Optional.of("half a line: " + heard) : Optional.empty();
    }

    @Override
    public Optional<String> missing() {
        // What was said last is lost when the server closes at once, but not when it refuses.
        boolean due = state != State.OVER || kind.startsWith("neighbour with other");
        return due && (challenged || answer.isPresent())
                ? Optional.of("no answer to the handshake, " + kind)
                : Optional.empty();
    }

    @Override
    public String kind() {
        return kind;
    }

    private void lineEnds(String whole) {
        switch (state) {
            case AWAITS_HELLO -> heardHello(whole);
            case AWAITS_PROOF -> heardProof(whole);
            case UP -> heardSaying(whole);
            case OVER -> throw new AssertionError("over, and still fed");
        }
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
            state = State.AWAITS_PROOF;
            kind = "stranger without a proof";
        }
    }

    private void heardProof(String whole) {
        Outcome outcome = proving.get(whole);
        if (outcome == null) {
            over("stranger with a wrong proof");
            return;
        }
        boolean neighbours =
                acceptor.equals(ReferenceServer.NAME)
                        && (dialler.equals(Surroundings.FUZZED)
                                || dialler.equals(Surroundings.HEALTHY));
        if (!neighbours || outcome == Outcome.NOTHING) {
            over(neighbours ? "proof with nonsense in it" : "proof of another pair");
            return;
        }
        proof = whole;
        answer = Optional.of(outcome);
        if (outcome == Outcome.UP) {
            cameUp.run();
            state = State.UP;
            kind = "link";
        } else {
            over("neighbour with other " + outcome);
        }
    }

    private void heardSaying(String whole) {
        Optional<LinkSaying> said = LinkSaying.read(whole);
        if (said.isEmpty()) {
            over("link with a line that is damaged or wrong");
            return;
        }
        long seq = said.get().seq();
        switch (said.get().kind()) {
            case REWIND -> heardSeq = 0;
            case RECORD -> {
                if (seq <= heardSeq) {
                    over("link out of order");
                    return;
                }
                heardSeq = seq;
                server.heardRecord(said.get().record());
            }
            case PING, AUDIT -> {
                if (seq < heardSeq) {
                    over("link out of order");
                    return;
                }
                heardSeq = seq;
            }
        }
    }

    private void over(String how) {
        state = State.OVER;
        kind = how;
    }

    private boolean isRight(String whole) {
        if (challenged) {
            challenged = false;
            challenge = whole;
            String[] words = Reference.words(whole);
            return words.length == 3
                    && words[0].equals("NONCE")
                    && words[1].equals("1")
                    && LinkSaying.isHex(words[2], 64);
        }
        if (answer.isPresent()) {
            String verdict = answer.get().name().toLowerCase(Locale.ROOT);
            answer = Optional.empty();
            String[] words = whole.split(" ", 3);
            return words.length == 3
                    && words[0].equals("PROOF")
                    && words[2].startsWith(verdict + ' ')
                    && words[1].equals(proofs.over("acceptor", hello, challenge, proof, words[2]));
        }
        return kind.startsWith("link") && isRightSaying(whole);
    }

    private boolean isRightSaying(String whole) {
        Optional<LinkSaying> read = LinkSaying.read(whole);
        if (read.isEmpty()) {
            return false;
        }
        LinkSaying it = read.get();
        long before = it.kind() == LinkSaying.Kind.REWIND ? 0 : saidSeq;
        saidSeq = it.seq();
        if (it.kind() == LinkSaying.Kind.RECORD) {
            records.add(it.record());
            return it.seq() > before && server.isAuthentic(it.record());
        }
        return it.seq() >= before;
    }

    private static boolean isVersion(String word) {
        return LinkSaying.isNumber(word) && word.length() <= 3 && !word.equals("0");
    }
}
