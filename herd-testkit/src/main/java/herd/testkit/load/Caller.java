package herd.testkit.load;

import java.nio.ByteBuffer;

/**
 * A connection that reports and asks, checks what it is answered, and counts.
 *
 * <p><b>Threading.</b> The loop's thread.
 */
final class Caller extends Speaker implements Lane {

    private final int greetingId;

    /**
     * A connection that is not begun.
     *
     * @param what what kind it is, for people
     * @param number which of that kind, from 0
     * @param mostInFlight what may wait for answers
     */
    Caller(Desk desk, LoadLoop loop, String what, int number, int mostInFlight) {
        super(desk, loop, what + ' ' + number, mostInFlight);
        greetingId = number % desk.plan().content().ids();
    }

    @Override
    public boolean isAlive() {
        return end().isEmpty();
    }

    @Override
    public boolean hasRoom() {
        return end().isEmpty() && !inFlight().isFull();
    }

    @Override
    public boolean isEmpty() {
        return inFlight().size() == 0;
    }

    @Override
    public void say(long startNanos, long nowNanos) {
        int id = desk().order().next();
        if (desk().order().isQuestionNext() && desk().known().has(id)) {
            ask(id, startNanos, nowNanos);
        } else {
            report(id, startNanos, nowNanos);
        }
    }

    /**
     * Reports a client; {@link #flush} sends it.
     *
     * @param startNanos from when on the answer is waited for
     */
    void report(int id, long startNanos, long nowNanos) {
        long time = desk().wall().next(nowNanos);
        expectAnswer(nowNanos);
        int slot = inFlight().addReport(id, startNanos, time);
        int from = inFlight().textFrom(slot);
        desk().commands().report(inFlight().texts(), from, id, time);
        room(desk().commands().reportBytes())
                .put(inFlight().texts(), from, desk().commands().reportBytes());
    }

    /** Reports something, to see whether there is an answer. */
    void greet() {
        long now = System.nanoTime();
        report(greetingId, now, now);
        flush();
    }

    @Override
    public void flush() {
        if (loop().out().position() > 0) {
            socket().send();
        }
    }

    /** The system takes connections before the server does: an answer shows that it has. */
    @Override
    public void opened() {
        super.opened();
        greet();
    }

    @Override
    int answerEnd(byte[] bytes, int from, int to) {
        return inFlight().size() > 0 && inFlight().isQuestion(inFlight().oldest())
                ? Answers.placesEnd(bytes, from, to)
                : Answers.lineEnd(bytes, from, to);
    }

    @Override
    void gaveUp(String why) {
        InFlight inFlight = inFlight();
        String owing = inFlight.size() == 0 ? "" : ", " + inFlight.size() + " answers owed";
        desk().tally().lost(inFlight.size(), name() + ": " + why + owing);
        while (inFlight.size() > 0) {
            inFlight.removeOldest();
        }
    }

    private void ask(int id, long startNanos, long nowNanos) {
        Commands commands = desk().commands();
        long time = desk().wall().at(nowNanos);
        expectAnswer(nowNanos);
        int slot = inFlight().addQuestion(id, startNanos, time, desk().known().timeNanos(id));
        int from = inFlight().textFrom(slot);
        commands.question(inFlight().texts(), from, id);
        room(commands.questionBytes()).put(inFlight().texts(), from, commands.questionBytes());
        commands.report(inFlight().texts(), from, id, time);
    }

    private void expectAnswer(long nowNanos) {
        if (inFlight().size() == 0) {
            socket().expectProgress(nowNanos);
        }
        desk().tally().sent();
    }

    /** The loop's buffer, with room for one more. */
    private ByteBuffer room(int count) {
        if (loop().out().remaining() < count) {
            flush();
        }
        return loop().out();
    }

    @Override
    void answered(byte[] bytes, int from, int to, long now) {
        int slot = inFlight().oldest();
        long wallNanos = desk().wall().at(now);
        boolean isQuestion = inFlight().isQuestion(slot);
        Verdict verdict = judge(bytes, from, to, slot, wallNanos);
        if (verdict != Verdict.RIGHT) {
            desk().tally().wrong(finding(slot, verdict + ": " + Answers.shown(bytes, from, to)));
        } else if (isQuestion) {
            desk().tally().answeredQuestion(now - inFlight().startNanos(slot));
            countPlaces();
        } else {
            desk().tally().answeredReport(now - inFlight().startNanos(slot));
            long difference = desk().judge().differenceNanos();
            desk().known().confirmed(inFlight().id(slot), inFlight().timeNanos(slot), difference);
        }
        long took = wallNanos - inFlight().timeNanos(slot);
        if (took > desk().plan().span().timeoutNanos()) {
            desk().tally().late(finding(slot, "answered after " + Times.text(took)));
        }
        inFlight().removeOldest();
    }

    private Verdict judge(byte[] bytes, int from, int to, int slot, long wallNanos) {
        if (!inFlight().isQuestion(slot)) {
            return desk().judge().report(bytes, from, to - 1, inFlight(), slot, wallNanos);
        }
        long latest = desk().wall().latestNanos();
        return desk().judge().places(bytes, from, to, inFlight(), slot, desk().known(), latest);
    }

    private void countPlaces() {
        if (!desk().judge().arePlacesAvailable()) {
            desk().tally().unavailable();
        }
    }

    private String finding(int slot, String what) {
        int from = inFlight().textFrom(slot) + desk().commands().echoOffset();
        String subject =
                Answers.shown(inFlight().texts(), from, from + desk().commands().echoBytes());
        String command = inFlight().isQuestion(slot) ? " WHATSAT about " : " IAMAT ";
        return name() + command + subject + ": " + what;
    }
}
