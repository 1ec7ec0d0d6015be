package herd.link;

import herd.line.Pipe;
import java.util.Optional;

/** A connection that somebody else dialled: a stranger until it has proved itself. */
final class AcceptedLink extends Link {

    /** How long a stranger may take to prove itself. */
    static final long TERM_NANOS = 5_000_000_000L;

    private final AcceptorHandshake handshake;
    private Optional<Neighbour> neighbour = Optional.empty();

    AcceptedLink(Links links, Pipe pipe, long nowNanos) {
        super(links, pipe, State.AWAITS_HELLO, TERM_NANOS, nowNanos + TERM_NANOS);
        this.handshake = new AcceptorHandshake(links.settings());
    }

    @Override
    void heardHandshakeLine(String line) {
        Optional<CloseReason> wrong =
                state() == State.AWAITS_HELLO ? heardHello(line) : heardProof(line);
        if (wrong.isPresent()) {
            close(wrong.get(), "", nowNanos());
        }
    }

    @Override
    void handshakeFailed(CloseReason why, String detail, long nowNanos) {
        links().strangerLeft(this, why, detail);
    }

    @Override
    LinkName name() {
        return new LinkName(handshake.dialler(), handshake.theirs().dialNumber());
    }

    @Override
    Neighbour neighbour() {
        return neighbour.orElseThrow();
    }

    @Override
    int version() {
        return handshake.version();
    }

    @Override
    boolean byPreviousSecret() {
        return handshake.byPreviousSecret();
    }

    /** The name it gave; empty if it has not given one. */
    String claimedName() {
        return handshake.dialler();
    }

    /** Whether it has proved to be a neighbour. */
    boolean isProven() {
        return neighbour.isPresent();
    }

    private Optional<CloseReason> heardHello(String line) {
        Optional<CloseReason> wrong = handshake.heardHello(line);
        if (wrong.isEmpty()) {
            say(handshake.nonce(links().freshNonce()));
            proceed(State.AWAITS_PROOF);
        }
        return wrong;
    }

    private Optional<CloseReason> heardProof(String line) {
        Optional<CloseReason> wrong = handshake.heardProof(line);
        if (wrong.isPresent()) {
            return wrong;
        }
        Neighbour proven = links().neighbourNamed(handshake.dialler());
        neighbour = Optional.of(proven);
        Introduction theirs = handshake.theirs();
        Verdict verdict = Verdict.on(links().settings().herd(), theirs, wallNanos());
        Optional<CloseReason> objection = proven.objection(verdict, theirs, wallNanos());
        if (objection.isPresent()) {
            answer(verdict, proven, theirs);
            finish(objection.get(), nowNanos());
            return Optional.empty();
        }
        if (!proven.prefers(name(), theirs)) {
            return Optional.of(CloseReason.CROSSED);
        }
        // The answer names the link that is given up here as a lost one.
        proven.replaceEstablished(nowNanos());
        Introduction mine = answer(verdict, proven, theirs);
        comeUp(mine, theirs);
        links().noStranger(this);
        proven.cameUp(this, theirs, nowNanos(), wallNanos());
        return Optional.empty();
    }

    private Introduction answer(Verdict verdict, Neighbour proven, Introduction theirs) {
        Introduction mine = proven.introduce(theirs.dialNumber(), wallNanos());
        say(handshake.proof(verdict, mine));
        return mine;
    }
}
