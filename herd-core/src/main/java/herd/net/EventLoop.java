package herd.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One thread that does all the input and output of many sockets, and everything that follows from it.
 *
 * <p><b>Threading.</b> Every callback runs on the loop's own thread, one at a time, so the code behind
 * it needs no locks and must never block. {@link #execute}, {@link #isCurrent}, {@link #stop} and
 * {@link #close} may be called on any thread; all else only on the loop, or before it is started, and
 * throws {@link IllegalStateException} elsewhere.
 *
 * <p><b>Order.</b> One turn: each ready socket is read once; then the hook of {@link #beforeFlush}; then
 * what was offered is written, first by urgent connections, then by the others, one write each; then
 * the due timers run, then the tasks handed in by then, and what these offered is written, after the
 * hook. What timers and tasks set off waits for the next turn, so nothing can starve the sockets. A turn
 * that offers more than the loop's buffer holds is flushed, hook first, in the middle: after, and
 * never within, a callback.
 *
 * <p><b>Errors.</b> An unchecked exception in a callback closes the connection that it came through, if
 * any, and is told to {@link LoopTroubles}. An {@link Error}, an exception that {@link
 * LoopTroubles#isFatal} says is fatal, or any from the hook ends the loop: all sockets are closed and
 * {@link LoopTroubles#died} is told.
 *
 * <p><b>Why.</b> A turn allocates nothing: the buffers belong to the loop, the selector hands ready keys
 * to an object that is there, and there is one wait per turn.
 */
public final class EventLoop implements AutoCloseable {

    private enum Stage {
        NEW,
        RUNNING,
        ENDED
    }

    private final LoopSettings settings;
    private final Selector selector;
    private final LoopThread thread;
    private final LoopParts parts;
    private final LoopClock clock;
    private final TimerQueue timers = new TimerQueue();
    private final TaskQueue tasks = new TaskQueue();
    private final Tally tally = new Tally();
    private final Callbacks callbacks;
    private final Outgoing outgoing;
    private final Farewells farewells = new Farewells();
    private final Doorkeeper doorkeeper;
    private final Turn turn;

    /** Moved on by the threads that start and stop the loop, and by the loop when it ends. */
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.NEW);

    private boolean stopping;
    private long stopByNanos = Timer.NEVER;

    private EventLoop(LoopSettings settings) throws IOException {
        LoopBounds bounds = settings.bounds();
        this.settings = settings;
        this.clock = new LoopClock(settings.clock());
        this.outgoing = new Outgoing(bounds.arenaBytes());
        this.callbacks = new Callbacks(settings.troubles(), tally, outgoing);
        this.doorkeeper = new Doorkeeper(bounds.maxConnections());
        this.thread = new LoopThread(this, settings.threadName(), settings.daemon());
        this.selector = Selector.open();
        this.parts =
                new LoopParts(
                        selector,
                        thread,
                        clock,
                        timers,
                        callbacks,
                        new HandlerGuard(callbacks),
                        tally,
                        new Budget(bounds.maxBytesHeld()),
                        new ReadBuffer(bounds.readBytes()),
                        outgoing,
                        farewells,
                        doorkeeper);
        this.turn = new Turn(parts, tasks);
    }

    /** Makes a loop, which has yet to be {@linkplain #start started}. */
    public static EventLoop open(LoopSettings settings) throws IOException {
        return new EventLoop(settings);
    }

    /** Starts the thread. What was set up before is seen by it. */
    public void start() {
        if (!stage.compareAndSet(Stage.NEW, Stage.RUNNING)) {
            throw new IllegalStateException("was started before: " + settings.threadName());
        }
        thread.start();
    }

    /**
     * Has something done on the loop, after all that was handed in before. What has been taken is done,
     * unless the loop dies.
     *
     * @throws RejectedExecutionException if the loop has ended
     */
    public void execute(Runnable task) {
        if (tasks.add(Objects.requireNonNull(task)) && !thread.isCurrent()) {
            selector.wakeup();
        }
    }

    /** Whether this is the loop's thread. */
    public boolean isCurrent() {
        return thread.isCurrent();
    }

    /** Checks that what belongs to the loop may be touched: on its thread, or before it starts. */
    public void requireCurrent() {
        thread.requireCurrent();
    }

    /** Listens with the default settings. */
    public Listener listen(InetSocketAddress address, ConnectionHandler.Maker maker)
            throws IOException {
        return listen(address, ListenSettings.defaults(), maker);
    }

    /**
     * Listens at an address; port 0 lets the system pick one. A port whose last connections have not
     * quite gone, or that is kept by a socket which is bound and does not listen, can be had.
     */
    public Listener listen(
            InetSocketAddress address, ListenSettings listening, ConnectionHandler.Maker maker)
            throws IOException {
        thread.requireCurrent();
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, listening.backlog());
            return listen(channel, listening, maker);
        } catch (IOException | RuntimeException failure) {
            Wire.closeQuietly(channel);
            throw failure;
        }
    }

    /** Listens with a channel that is bound already, and is the loop's from now on. */
    public Listener listen(
            ServerSocketChannel bound, ListenSettings listening, ConnectionHandler.Maker maker)
            throws IOException {
        thread.requireCurrent();
        Objects.requireNonNull(maker);
        if (bound.getLocalAddress() == null) {
            throw new IllegalArgumentException("not bound: " + bound);
        }
        Listener listener = new Listener(parts, settings.bounds(), bound, listening, maker);
        doorkeeper.opened(listener);
        return listener;
    }

    /**
     * Dials. What is offered before the connection stands is sent when it does; that it cannot be had is
     * told to the handler's {@link ConnectionHandler#closed}, never from within this call.
     *
     * @param address resolved, for the loop must not wait for a name server
     */
    public Connection connect(
            InetSocketAddress address,
            ConnectionSettings kind,
            Duration timeout,
            ConnectionHandler.Maker maker) {
        thread.requireCurrent();
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("not resolved: " + address);
        }
        tally.dialled();
        long number = doorkeeper.enters(kind);
        Entrance dialling = new Entrance.Dialling(parts, kind);
        TcpConnection connection = new TcpConnection(dialling, address, number);
        connection.dial(maker.handlerFor(connection), timeout);
        return connection;
    }

    /** Makes a timer, which is not set yet. */
    public Timer timer(Runnable action) {
        thread.requireCurrent();
        return timers.timer(action);
    }

    /**
     * Sets the hook that is run before anything is written, instead of the one before: the place to
     * offer what is best decided once for all that was read. What it offers leaves with the rest. It
     * is run after any callback before the loop waits, {@link ConnectionHandler#drained} included.
     */
    public void beforeFlush(Runnable hook) {
        thread.requireCurrent();
        outgoing.hook(Objects.requireNonNull(hook));
    }

    /** The time of this turn, in monotonic nanoseconds; it stands still during a callback. */
    public long nowNanos() {
        thread.requireCurrent();
        return clock.nowNanos();
    }

    /**
     * How long the loop has been held up in all, by a pause of the process for example. Whoever judges
     * others by a deadline adds to it by how much this has grown since it was set, as the loop does with
     * its own, since it was not there to see what they did.
     */
    public long lateNanos() {
        thread.requireCurrent();
        return clock.lateNanos();
    }

    /** What it has done so far. */
    public LoopCounters counters() {
        thread.requireCurrent();
        return tally.snapshot(doorkeeper.inside(), parts.budget().usedBytes(), clock.lateNanos());
    }

    /** {@linkplain #stop Stops} with the grace of the settings. */
    @Override
    public void close() {
        stop(settings.stopGrace());
    }

    /**
     * Ends the loop: listeners are closed, connections are closed as soon as what was offered has been
     * written, or when the time is up; what was handed in is done. Off the loop, waits for the end.
     */
    public void stop(Duration grace) {
        if (stage.compareAndSet(Stage.NEW, Stage.ENDED)) {
            end();
            return;
        }
        try {
            execute(() -> beginStop(grace));
        } catch (RejectedExecutionException endedAlready) {
            // Or is about to, and will be waited for.
        }
        thread.join();
    }

    /** Turns until it is stopped, or dies: what the thread does. */
    void run() {
        try {
            while (!stopping || doorkeeper.inside() > 0 && clock.nowNanos() < stopByNanos) {
                turn.run();
            }
            end();
        } catch (IOException | RuntimeException | Error cause) {
            die(cause instanceof Callbacks.Fatal ? cause.getCause() : cause);
        }
    }

    private void beginStop(Duration grace) {
        stopping = true;
        stopByNanos = Math.min(stopByNanos, clock.nowNanos() + grace.toNanos());
        timers.timer(() -> {}).at(stopByNanos);
        doorkeeper.closeAll();
        connections().forEach(TcpConnection::stop);
    }

    private void end() {
        stage.set(Stage.ENDED);
        tasks.closeAndRun(callbacks);
        outgoing.flush();
        doorkeeper.closeAll();
        connections().forEach(connection -> connection.end(CloseReason.LOOP_STOPPED));
        farewells.say();
        closeSelector();
    }

    private void die(Throwable cause) {
        stage.set(Stage.ENDED);
        tasks.closeAndDrop();
        for (SelectionKey key : List.copyOf(selector.keys())) {
            Wire.closeQuietly(key.channel());
        }
        closeSelector();
        settings.troubles().died(cause);
    }

    /** Gives the descriptors back of all that was closed before, too. */
    private void closeSelector() {
        Wire.closeQuietly(selector);
    }

    private List<TcpConnection> connections() {
        return selector.keys().stream()
                .map(SelectionKey::attachment)
                .filter(TcpConnection.class::isInstance)
                .map(TcpConnection.class::cast)
                .toList();
    }
}
