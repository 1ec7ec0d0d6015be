package herd.testkit.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One load from the first connection to the last answer: opens connections, warms up, measures, waits
 * for what is still owed, and sees whether the idle connections still live.
 *
 * <p><b>Threading.</b> The thread that calls {@link #run}; {@link #stop} any.
 */
final class LoadRun {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LOOK_NANOS = NANOS_PER_SECOND / 10;

    private final LoadPlan plan;
    private final Desk desk;
    private final LoadLoop loop;
    private final Progress progress;
    private final Opening opening;
    private final List<Caller> callers = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final List<Caller> idle = new ArrayList<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final Traffic traffic;
    private volatile boolean isStopped; // written by whoever stops it
    private long nextLookNanos;
    private boolean isWhole = true;

    /**
     * A load that has not begun.
     *
     * @param progressLine is told how things are, every second
     */
    LoadRun(LoadPlan plan, Consumer<String> progressLine) throws IOException {
        this.plan = plan;
        desk = Desk.of(plan);
        loop = new LoadLoop();
        progress = new Progress(desk.tally(), progressLine);
        opening = new Opening(loop, this::look);
        makeConnections();
        LoadPlan.Shape shape = plan.shape();
        traffic =
                shape.isOpenLoop()
                        ? new OpenLoop(lanes, shape.perSecond(), desk.tally(), System::nanoTime)
                        : new ClosedLoop(lanes, shape.isBatch(), System::nanoTime);
    }

    /** Ends it at the next turn; what was measured by then is the result. */
    void stop() {
        isStopped = true;
    }

    /**
     * Does it.
     *
     * @throws LoadFailure if it could not begin
     */
    LoadResult run() throws LoadFailure {
        try (loop) {
            open();
            progress.become("warming up");
            warmUp();
            LoadResult result = measure();
            progress.become("asking the idle");
            opening.inTurn(idle, Caller::greet);
            return result.withIdleAlive((int) idle.stream().filter(Caller::isAlive).count());
        }
    }

    private void makeConnections() {
        int most = plan.other().isPresent() ? 1 : plan.shape().inFlight();
        int count = plan.shape().connections();
        Known seen = plan.other().isPresent() ? new Known(plan.content().ids()) : Known.nothing();
        for (int i = 0; i < count; i++) {
            Caller caller = new Caller(desk, loop, "connection", i, most);
            callers.add(caller);
            if (plan.other().isPresent()) {
                Watcher watcher = new Watcher(desk, loop, i, seen);
                watchers.add(watcher);
                lanes.add(new FloodPair(desk, caller, watcher, seen, i, count));
            } else {
                lanes.add(caller);
            }
        }
        for (int i = 0; i < plan.shape().idle(); i++) {
            idle.add(new Caller(desk, loop, "idle connection", i, 1));
        }
    }

    private void open() throws LoadFailure {
        progress.become("connecting");
        opening.expect(callers.size() + watchers.size() + idle.size());
        opening.open(callers, plan.server());
        if (plan.other().isPresent()) {
            opening.open(watchers, plan.other().get());
        }
        opening.open(idle, plan.server());
        if (isStopped || !isWhole) {
            throw new LoadFailure("ended before it began", !isStopped);
        }
    }

    private LoadResult measure() {
        progress.become("measuring");
        CpuTime own = new CpuTime(Optional.of(ProcessHandle.current()));
        CpuTime servers = new CpuTime(plan.serverProcess());
        long start = System.nanoTime();
        desk.tally().measure(true);
        phase(start, plan.span().measuredNanos(), plan.span().messages());
        double seconds = (System.nanoTime() - start) / Times.NANOS_PER_SECOND;
        LoadResult result =
                new LoadResult(
                        plan,
                        desk.serverName(),
                        isWhole && !isStopped,
                        seconds,
                        desk.tally().sentCount(),
                        desk.tally().answers(),
                        desk.tally().polls(),
                        own.secondsUsed(),
                        servers.secondsUsed(),
                        0,
                        desk.tally());
        drain();
        desk.tally().measure(false);
        return result;
    }

    private void warmUp() {
        if (plan.span().warmUpNanos() > 0) {
            phase(System.nanoTime(), plan.span().warmUpNanos(), Long.MAX_VALUE);
            drain();
        }
    }

    private void phase(long start, long nanos, long messages) {
        traffic.begin(start, messages);
        long now = start;
        while (now - start < nanos && !traffic.isDone() && look()) {
            traffic.work(now);
            loop.turn(traffic.waitMillis(System.nanoTime()));
            now = System.nanoTime();
        }
        traffic.end(Math.min(now, start + nanos));
    }

    /** Waits for what is owed, if it was not stopped. */
    private void drain() {
        long timeout = plan.span().timeoutNanos();
        long start = System.nanoTime();
        while (!traffic.isDone() && look()) {
            loop.turn(1);
            if (System.nanoTime() - start > timeout) {
                loop.loseOwing("not all answered " + Times.text(timeout) + " after the end");
            }
        }
    }

    /** Sees to what is seen to now and then; false if it is time to end. */
    private boolean look() {
        long now = System.nanoTime();
        if (now - nextLookNanos >= 0) {
            nextLookNanos = now + LOOK_NANOS;
            loop.turn(0); // What came while this thread was asleep is no silence.
            loop.checkSilence(now, plan.span().timeoutNanos());
            desk.wall().anchor();
            progress.look(now);
            if (lanes.stream().noneMatch(Lane::isAlive)) {
                isWhole = false;
            }
        }
        return isWhole && !isStopped;
    }
}
