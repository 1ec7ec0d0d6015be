package herd.testkit.load;

import java.util.Optional;

/**
 * What all connections of a load have in common: a name for people, what waits for an answer, and how
 * they began and ended. What is asked, and what an answer means, is their own.
 *
 * <p><b>Threading.</b> The loop's thread.
 */
abstract class Speaker implements Conversation {

    private final Desk desk;
    private final LoadLoop loop;
    private final String name;
    private final InFlight inFlight;
    private Runnable listener = () -> {};
    private Optional<LoadSocket> socket = Optional.empty();
    private Optional<String> end = Optional.empty();
    private boolean isOpened;

    Speaker(Desk desk, LoadLoop loop, String name, int mostInFlight) {
        this.desk = desk;
        this.loop = loop;
        this.name = name;
        inFlight = new InFlight(mostInFlight, desk.commands().reportBytes());
    }

    /** Where the first answer ends that begins there; -1 if it is not whole yet. */
    abstract int answerEnd(byte[] bytes, int from, int to);

    /** Takes the answer to the oldest command in flight. */
    abstract void answered(byte[] bytes, int from, int to, long nowNanos);

    /** Counts what will not be answered any more. */
    abstract void gaveUp(String why);

    Desk desk() {
        return desk;
    }

    LoadLoop loop() {
        return loop;
    }

    String name() {
        return name;
    }

    InFlight inFlight() {
        return inFlight;
    }

    LoadSocket socket() {
        return socket.orElseThrow();
    }

    /** Who is told whenever something was heard, or nothing will be any more. */
    public void whenHeard(Runnable whom) {
        listener = whom;
    }

    @Override
    public void carriedBy(LoadSocket carrier) {
        socket = Optional.of(carrier);
    }

    @Override
    public void opened() {
        isOpened = true;
    }

    @Override
    public int received(byte[] bytes, int from, int to) {
        long now = System.nanoTime();
        int at = from;
        while (at < to) {
            int answerEnd = answerEnd(bytes, at, to);
            if (answerEnd < 0) {
                break;
            }
            if (inFlight.size() > 0) {
                answered(bytes, at, answerEnd, now);
            } else {
                String answer = Answers.shown(bytes, at, answerEnd);
                desk.tally().unasked(name + ": came without being asked for: " + answer);
            }
            at = answerEnd;
        }
        return at;
    }

    @Override
    public void allReceived() {
        listener.run();
    }

    @Override
    public boolean isOwed() {
        return inFlight.size() > 0;
    }

    @Override
    public boolean isOpened() {
        return isOpened;
    }

    @Override
    public boolean isReady() {
        return isOpened && end.isEmpty() && inFlight.size() == 0;
    }

    @Override
    public Optional<String> end() {
        return end;
    }

    @Override
    public void lost(String why) {
        end = Optional.of(why);
        gaveUp(why);
        listener.run();
    }
}
