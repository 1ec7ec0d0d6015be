package herd.testkit.load;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A connection that asks about one client again and again, each time as soon as the answer to the last
 * question is there, until the server tells the report that is waited for.
 *
 * <p><b>Threading.</b> The loop's thread.
 */
final class Watcher extends Speaker {

    private final Known seen;
    private final byte[] question;
    private boolean isWatching;
    private long startNanos;
    private long wantedNanos;
    private long notThereNanos;

    /**
     * A connection that is not begun.
     *
     * @param seen what this server has told
     */
    Watcher(Desk desk, LoadLoop loop, int number, Known seen) {
        super(desk, loop, "watching connection " + number, 1);
        this.seen = seen;
        question = new byte[desk.commands().questionBytes()];
    }

    boolean isWatching() {
        return isWatching;
    }

    /** Begins to ask about a client. */
    void watch(int id, long reportNanos, long fromNanos, long nowNanos) {
        isWatching = true;
        startNanos = fromNanos;
        notThereNanos = fromNanos;
        wantedNanos = reportNanos;
        desk().commands().question(question, 0, id);
        ask(id, nowNanos);
    }

    @Override
    int answerEnd(byte[] bytes, int from, int to) {
        return Answers.placesEnd(bytes, from, to);
    }

    @Override
    void gaveUp(String why) {
        desk().tally().lost(0, name() + ": " + why);
        if (isWatching) {
            desk().tally().notSeen(1, name() + ": never saw what it waited for");
        }
        isWatching = false;
    }

    private void ask(int id, long nowNanos) {
        socket().expectProgress(nowNanos);
        int slot = inFlight().addQuestion(id, nowNanos, wantedNanos, seen.timeNanos(id));
        desk().commands().report(inFlight().texts(), inFlight().textFrom(slot), id, wantedNanos);
        desk().tally().polled();
        ByteBuffer out = loop().out();
        out.put(question);
        socket().send();
    }

    @Override
    void answered(byte[] bytes, int from, int to, long now) {
        int slot = inFlight().oldest();
        int id = inFlight().id(slot);
        boolean isWrong = false;
        if (!isUnknown(bytes, from, to) || seen.has(id)) {
            long latest = desk().wall().latestNanos();
            Verdict verdict =
                    desk().judge().places(bytes, from, to, inFlight(), slot, seen, latest);
            isWrong = verdict != Verdict.RIGHT;
            if (isWrong) {
                String what = verdict + ": " + Answers.shown(bytes, from, to);
                desk().tally().unasked(name() + ", client " + id + ": " + what);
            } else {
                seen.confirmed(id, desk().judge().timeNanos(), desk().judge().differenceNanos());
            }
        }
        inFlight().removeOldest();
        if (!isWrong && seen.timeNanos(id) == wantedNanos) {
            isWatching = false;
            desk().tally().arrived(now - startNanos, now - notThereNanos);
        } else {
            notThereNanos = inFlight().startNanos(slot);
            goOn(id, now, isWrong);
        }
    }

    /** What is answered wrongly once is not asked a thousand times. */
    private void goOn(int id, long now, boolean isWrong) {
        if (isWrong || now - startNanos > desk().plan().span().timeoutNanos()) {
            isWatching = false;
            String waited = Times.text(now - startNanos);
            desk().tally().notSeen(1, name() + ": client " + id + " not there after " + waited);
        } else {
            ask(id, now);
        }
    }

    /** The server does not know the client yet: it sends the question back. */
    private boolean isUnknown(byte[] bytes, int from, int to) {
        boolean isEcho =
                to - from == question.length + 2 && bytes[from] == '?' && bytes[from + 1] == ' ';
        return isEcho && Arrays.equals(bytes, from + 2, to, question, 0, question.length);
    }
}
