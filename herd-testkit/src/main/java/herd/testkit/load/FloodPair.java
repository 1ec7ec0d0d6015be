package herd.testkit.load;

/**
 * Reports a client to one server and watches for it at another: one report at a time, and of clients
 * that no other pair reports.
 *
 * <p><b>Threading.</b> The loop's thread.
 */
final class FloodPair implements Lane {

    private final Desk desk;
    private final Caller reporter;
    private final Watcher watcher;
    private final Known seen;
    private final int firstId;
    private final int step;
    private int id;
    private long reportNanos;
    private boolean isBusy;
    private Runnable listener = () -> {};

    /**
     * A pair of connections that are not begun.
     *
     * @param seen what the other server has told
     * @param firstId its first client; the next is {@code step} further
     */
    FloodPair(Desk desk, Caller reporter, Watcher watcher, Known seen, int firstId, int step) {
        this.desk = desk;
        this.reporter = reporter;
        this.watcher = watcher;
        this.seen = seen;
        this.firstId = firstId;
        this.step = step;
        id = firstId;
        reporter.whenHeard(this::heard);
        watcher.whenHeard(this::heard);
    }

    @Override
    public boolean hasRoom() {
        return isAlive() && !isBusy;
    }

    @Override
    public boolean isEmpty() {
        return !isBusy;
    }

    @Override
    public boolean isAlive() {
        return reporter.end().isEmpty() && watcher.end().isEmpty();
    }

    @Override
    public void say(long startNanos, long nowNanos) {
        isBusy = true;
        reporter.report(id, startNanos, nowNanos);
        reportNanos = desk.wall().latestNanos();
        reporter.flush();
        if (isAlive()) {
            watcher.watch(id, reportNanos, startNanos, nowNanos);
        }
    }

    @Override
    public void flush() {
        // The report is on its way before the first question about it.
    }

    @Override
    public void whenHeard(Runnable whom) {
        listener = whom;
    }

    private void heard() {
        if (!isBusy || isAlive() && (!reporter.isEmpty() || watcher.isWatching())) {
            return;
        }
        compare();
        isBusy = false;
        id = id + step < desk.plan().content().ids() ? id + step : firstId;
        listener.run();
    }

    /** What the other server tells must be what this one answered, to the byte. */
    private void compare() {
        Known told = desk.known();
        boolean areBothThere =
                told.timeNanos(id) == reportNanos && seen.timeNanos(id) == reportNanos;
        if (areBothThere && told.differenceNanos(id) != seen.differenceNanos(id)) {
            desk.tally().unasked("client " + id + ": the servers tell different differences");
        }
    }
}
