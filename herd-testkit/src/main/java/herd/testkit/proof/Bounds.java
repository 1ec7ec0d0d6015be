package herd.testkit.proof;

import herd.engine.Engine;
import herd.link.Links;

/**
 * What can grow stays within its bound: records, what waits on a link, strangers, what waits for a
 * client.
 *
 * <p><b>Source.</b> PROTOCOL.md, C8; Flooding, rules 5, 9 and 10.
 */
final class Bounds extends Invariant {

    private static final long LINK_BYTES = 64 * 1024;

    /** What a record has on a link beyond the client's line: 256 of the AT line, number, check, end. */
    private static final long RECORD_EXTRA_BYTES = 256 + 30;

    private static final long CLIENT_BYTES = 256 * 1024;

    private static final long CLIENT_ANSWERS = 1024;

    /** One answer more: the echo of the longest line, or places. */
    private static final long ANSWER_BYTES = 128 * 1024;

    private final long clientAnswers;

    Bounds() {
        this(CLIENT_ANSWERS);
    }

    /** With another bound on the answers that a client may wait for. */
    Bounds(long clientAnswers) {
        super("bounds");
        this.clientAnswers = clientAnswers;
    }

    @Override
    void turnEnded(Life life) {
        Engine engine = life.server().engine();
        require(life, "records", engine.flood().count(), life.maxClients());
        require(life, "strangers", engine.strangers(), Links.MAX_STRANGERS);
        long maxLineBytes = life.server().settings().link().herd().maxLineBytes();
        for (int n = 0; n < life.ends().size(); n++) {
            long most = LINK_BYTES + maxLineBytes + RECORD_EXTRA_BYTES;
            require(life, "bytes to a neighbour", engine.waitingBytes(n), most);
        }
        long most = CLIENT_BYTES + ANSWER_BYTES;
        require(life, "bytes to a client", life.server().mostWaitingForClient(), most);
        require(life, "answers to a client", life.server().mostAnswersWaiting(), clientAnswers);
    }

    private void require(Life life, String what, long are, long most) {
        if (are > most) {
            throw broken(life + " has " + are + " " + what + ", not " + most + " at most");
        }
    }
}
