package herd.testkit.sim;

/**
 * The log of one server in all its lives. When the disk is full, lines are skipped and counted, and the
 * count is logged as soon as there is room.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
public final class SimulatedJournal {

    private final String who;
    private final History history;
    private boolean full;
    private long skippedNow;
    private long skipped;

    SimulatedJournal(String who, History history) {
        this.who = who;
        this.history = history;
    }

    /** How many lines were skipped so far. */
    public long skipped() {
        return skipped + skippedNow;
    }

    /** All that was logged, of what is still kept. */
    public String text() {
        return history.text(who);
    }

    void event(String text) {
        if (full) {
            skippedNow++;
        } else {
            history.add(who, text);
        }
    }

    void message(
            char kind, long number, char way, byte[] bytes, int offset, int length, long omitted) {
        if (full) {
            skippedNow++;
        } else if (history.keepsMessages()) {
            String connection = kind + Long.toString(number) + ' ' + way;
            String more = omitted == 0 ? "" : " and " + omitted + " bytes more";
            history.message(who, connection, bytes, offset, length, more);
        }
    }

    void diskIsFull(boolean it) {
        full = it;
        if (!full && skippedNow > 0) {
            history.add(who, skippedNow + " lines skipped");
            skipped += skippedNow;
            skippedNow = 0;
        }
    }
}
