package herd.link;

import herd.line.Pipe;
import java.util.Optional;

/** A connection that this server dialled. */
final class DialledLink extends Link {

    /** How long a dial may take, from its beginning to the neighbour's proof. */
    static final long TERM_NANOS = 2_000_000_000;

    private final Neighbour neighbour;
    private final long number;
    private final DiallerHandshake handshake;
    private Optional<Introduction> mine = Optional.empty();

    DialledLink(Links links, Pipe pipe, Neighbour neighbour, long number, long deadlineNanos) {
        super(links, pipe, State.AWAITS_NONCE, TERM_NANOS, deadlineNanos);
        this.neighbour = neighbour;
        this.number = number;
        this.handshake = new DiallerHandshake(links.settings(), neighbour.name());
    }

    void begin() {
        say(handshake.hello(links().freshNonce()));
    }

    @Override
    void heardHandshakeLine(String line) {
        Optional<CloseReason> wrong =
                state() == State.AWAITS_NONCE ? heardNonce(line) : heardProof(line);
        if (wrong.isPresent()) {
            close(wrong.get(), "", nowNanos());
        }
    }

    @Override
    void handshakeFailed(CloseReason why, String detail, long nowNanos) {
        boolean unanswered = mine.isPresent() && why == CloseReason.ENDED;
        neighbour.dialEnded(this, why, unanswered ? "our proof had no answer" : detail, nowNanos);
    }

    @Override
    LinkName name() {
        return new LinkName(links().settings().name(), number);
    }

    @Override
    Neighbour neighbour() {
        return neighbour;
    }

    @Override
    int version() {
        return handshake.version();
    }

    @Override
    boolean byPreviousSecret() {
        return handshake.byPreviousSecret();
    }

    private Optional<CloseReason> heardNonce(String line) {
        Optional<CloseReason> wrong = handshake.heardNonce(line);
        if (wrong.isEmpty()) {
            Introduction introduction = neighbour.introduce(number, wallNanos());
            mine = Optional.of(introduction);
            say(handshake.proof(introduction));
            proceed(State.AWAITS_ANSWER);
        }
        return wrong;
    }

    private Optional<CloseReason> heardProof(String line) {
        Optional<CloseReason> wrong = handshake.heardProof(line);
        if (wrong.isPresent()) {
            return wrong;
        }
        Introduction theirs = handshake.theirs();
        Optional<CloseReason> objection =
                neighbour.objection(handshake.verdict(), theirs, wallNanos());
        if (objection.isPresent()) {
            return objection;
        }
        if (theirs.dialNumber() != number) {
            return Optional.of(CloseReason.UNREADABLE);
        }
        if (!neighbour.prefers(name(), theirs)) {
            return Optional.of(CloseReason.CROSSED);
        }
        neighbour.replaceEstablished(nowNanos());
        comeUp(mine.orElseThrow(), theirs);
        neighbour.cameUp(this, theirs, nowNanos(), wallNanos());
        return Optional.empty();
    }
}
