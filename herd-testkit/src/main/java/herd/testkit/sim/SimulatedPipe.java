package herd.testkit.sim;

import herd.line.Pipe;
import herd.line.Talker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One end of a simulated connection: what a process does to it, and what the system under it does by
 * itself. What is offered leaves at the end of its owner's turn, as far as there is room.
 *
 * <pre>
 *   OPEN ──finish, all taken──► LINGERING ──the other end closes, or 2 s──► CLOSED
 *     └──────────────────close, broken, dead──────────────────────────────────┘
 * </pre>
 *
 * <p>An end that is closed with unread input sends a reset, else an end of stream; bytes that come to
 * a closed end draw a reset, unless its machine is dark.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
public final class SimulatedPipe implements Pipe {

    /** The process and the machine that an end is at. */
    interface Owner {

        /** Does something in a turn of the process, as soon as that does anything at all. */
        void turn(Runnable work);

        /** The same for what an alarm brings: it comes after what was there to be read. */
        void alarm(Runnable work);

        /** An end has something to send, or to end, when the turn does. */
        void wantsToSend(SimulatedPipe pipe);

        /** An end is closed. */
        void left(SimulatedPipe pipe);

        /** The clock on the wall there. */
        long wallNanos();

        /** Whether the machine has no power: nothing that gets there is answered. */
        boolean isDark();
    }

    /** Hears what crosses an end, as its process says and reads it. */
    public interface Tap {

        /** So much was offered here. */
        default void said(byte[] bytes, int offset, int length) {}

        /** So much is read here. */
        default void heard(byte[] bytes, int offset, int length) {}
    }

    private enum Phase {
        OPEN,
        LINGERING,
        CLOSED
    }

    private static final String RESET = "connection reset";

    /** As for sockets: how long who has finished waits for the other end to close. */
    private static final long LINGER_NANOS = 2_000_000_000;

    private final Simulation simulation;
    private final Owner owner;
    private final Stamina stamina;
    private final SimulatedTimer alarm;
    private final List<Tap> taps = new ArrayList<>();
    private Flow out;
    private Flow in;
    private Optional<Talker> talker = Optional.empty();
    private Runnable whenOpened = () -> {};
    private Phase phase = Phase.OPEN;
    private long alarmNanos = Long.MAX_VALUE;
    private boolean paused;
    private boolean finishing;
    private boolean halfClosing;
    private boolean inputEnded;
    private boolean readDue;
    private boolean drainDue;
    private boolean listed;

    private SimulatedPipe(Simulation simulation, Owner owner, Stamina.Limits limits) {
        this.simulation = simulation;
        this.owner = owner;
        stamina = new Stamina(simulation, limits, () -> owner.alarm(this::gaveUp));
        alarm = new SimulatedTimer(simulation, () -> owner.alarm(this::wake));
    }

    /** Makes an end that is to be {@linkplain #join joined} with another one. */
    static SimulatedPipe of(Simulation simulation, Owner owner, Stamina.Limits limits) {
        return new SimulatedPipe(simulation, owner, limits);
    }

    /** Joins two ends by a wire each way. */
    static void join(
            Simulation simulation,
            SimulatedPipe one,
            SimulatedWire there,
            SimulatedPipe two,
            SimulatedWire back) {
        one.out = new Flow(simulation, there, back, one, two);
        two.out = new Flow(simulation, back, there, two, one);
        one.in = two.out;
        two.in = one.out;
    }

    /** Who talks here, from now on: what has come already is read now. */
    public void talker(Talker it) {
        talker = Optional.of(Objects.requireNonNull(it));
        readable();
    }

    public boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /** Says what is to be done when the other end's opening gets here. */
    void whenOpened(Runnable it) {
        whenOpened = it;
    }

    /** Lets somebody hear what is said and read here. */
    void tapped(Tap it) {
        taps.add(it);
    }

    /** Sends this end's part of the opening. */
    void open() {
        out.open();
    }

    @Override
    public void offer(byte[] bytes, int offset, int length) {
        if (phase == Phase.OPEN && !finishing && !halfClosing) {
            out.offer(bytes, offset, length);
            taps.forEach(it -> it.said(bytes, offset, length));
            drainDue = true;
            wantsToSend();
        }
    }

    @Override
    public long waiting() {
        return out.waiting();
    }

    /** Takes back what was offered and has not left; returns how much that was. */
    int takeBack() {
        int count = out.takeBack();
        stamina.wrote(0, 0);
        return count;
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        readLater();
    }

    @Override
    public void holds(long bytes) {
        // What a talker keeps is bounded by the node's real connections, which are not simulated.
    }

    @Override
    public void finish() {
        finishing = true;
        wantsToSend();
    }

    @Override
    public void close() {
        closeFor("");
    }

    /** Ends what is sent from here as soon as all that was offered has left; it reads on. */
    public void halfClose() {
        halfClosing = true;
        wantsToSend();
    }

    /** Breaks the connection off, as a process does that wants the other end to know. */
    public void reset() {
        if (phase != Phase.CLOSED) {
            out.reset();
            leave("");
        }
    }

    /** The network breaks the connection: this end sees a reset. */
    void broken() {
        if (phase != Phase.CLOSED) {
            out.vanish();
            owner.turn(() -> leave(RESET));
        }
    }

    /** The network loses all that is sent from here, and says nothing. */
    void sever() {
        out.sever();
    }

    /** The network ends the stream that is sent from here, in order. */
    void endStream() {
        out.end();
    }

    /** The process is killed: it learns nothing any more, the other end sees a reset if it can. */
    void die() {
        if (phase != Phase.CLOSED) {
            out.reset();
            forget();
        }
    }

    /** There is no process to have it: it has never been open. */
    void abandon() {
        phase = Phase.CLOSED;
    }

    /** The machine has lost its power: nobody learns anything. */
    void vanish() {
        out.vanish();
        forget();
    }

    @Override
    public void wakeAt(long nanos) {
        if (phase != Phase.CLOSED) {
            alarmNanos = nanos;
            alarm.at(nanos);
        }
    }

    /**
     * The owner's turn is over: what was offered leaves.
     *
     * @return whether nothing is left of what was offered: then the talker is to be {@linkplain
     *     #tellDrained told}, when all others have sent, too
     */
    public boolean flush() {
        listed = false;
        if (phase != Phase.OPEN) {
            return false;
        }
        if (out.waiting() > 0 && in.ending() == Flow.End.RESET) {
            leave(RESET);
            return false;
        }
        int taken = out.send();
        stamina.wrote(taken, out.waiting());
        if (out.waiting() > 0) {
            return false;
        }
        if (halfClosing) {
            out.end();
        }
        if (finishing) {
            endOutput();
            return false;
        }
        boolean drained = drainDue;
        drainDue = false;
        return drained;
    }

    /** Tells the talker that the network has taken all. */
    void tellDrained() {
        if (phase == Phase.OPEN && !finishing && out.waiting() == 0) {
            talker.ifPresent(it -> it.drained(simulation.nowNanos()));
            readLater();
        }
    }

    /** Something has arrived. */
    void readable() {
        if (phase == Phase.CLOSED) {
            refuse();
        } else if (!readDue && talker.isPresent() && in.isReadable()) {
            readDue = true;
            owner.turn(this::read);
        }
    }

    /** The other end's opening has arrived. */
    void opened() {
        whenOpened.run();
    }

    /** There is room again for what waits. */
    void hasRoom() {
        owner.turn(this::wantsToSend);
    }

    boolean isDark() {
        return owner.isDark();
    }

    /** What was held up can go on. */
    void goOn() {
        out.goOn();
        in.goOn();
    }

    private void wantsToSend() {
        if (!listed && phase == Phase.OPEN) {
            listed = true;
            owner.wantsToSend(this);
        }
    }

    private void refuse() {
        if (in.unread() > 0 && !owner.isDark()) {
            out.reset();
        }
        in.discard();
    }

    private void readLater() {
        if (in.isReadable()) {
            simulation.after(0, this::readable);
        }
    }

    private void read() {
        readDue = false;
        if (phase == Phase.CLOSED) {
            refuse();
        } else if (finishing) {
            readToForget();
        } else if (!paused && !stamina.isExhausted(out.waiting())) {
            readToTell(talker.orElseThrow());
        }
    }

    private void readToForget() {
        in.discard();
        if (phase == Phase.LINGERING && in.ending() != Flow.End.NOT_YET) {
            closeFor("");
        }
        inputEnded |= in.ending() != Flow.End.NOT_YET;
    }

    private void readToTell(Talker it) {
        if (in.unread() > 0) {
            byte[] piece = in.read();
            taps.forEach(tap -> tap.heard(piece, 0, piece.length));
            it.received(piece, 0, piece.length, simulation.nowNanos(), owner.wallNanos());
            if (phase == Phase.CLOSED) {
                return;
            }
            if (in.unread() > 0 || in.ending() != Flow.End.NOT_YET) {
                readLater();
            }
        } else if (in.ending() == Flow.End.RESET) {
            leave(RESET);
        } else if (in.ending() == Flow.End.IN_ORDER && !inputEnded) {
            inputEnded = true;
            it.inputEnded(simulation.nowNanos(), owner.wallNanos());
        }
    }

    private void endOutput() {
        if (inputEnded) {
            closeFor("");
            return;
        }
        phase = Phase.LINGERING;
        out.end();
        stamina.lingers(LINGER_NANOS);
        readLater();
    }

    /** Before it gives up, it tries once more: it may have been its own process that was late. */
    private void gaveUp() {
        if (phase == Phase.LINGERING) {
            closeFor("");
        } else if (phase == Phase.OPEN && out.send() == 0) {
            closeFor("write stalled");
        } else {
            wantsToSend();
        }
    }

    private void closeFor(String why) {
        if (phase == Phase.CLOSED) {
            return;
        }
        if (in.unread() > 0) {
            out.reset();
        } else {
            out.end();
        }
        in.discard();
        leave(why);
    }

    private void leave(String why) {
        if (phase == Phase.CLOSED) {
            return;
        }
        forget();
        Optional<Talker> last = talker;
        last.ifPresent(
                it ->
                        simulation.after(
                                0, () -> owner.turn(() -> it.closed(why, simulation.nowNanos()))));
    }

    private void forget() {
        alarm.cancel();
        stamina.stop();
        phase = Phase.CLOSED;
        in.discard();
        owner.left(this);
    }

    /** The owner may have been paused when the alarm was due, and have put it off since. */
    private void wake() {
        if (phase != Phase.CLOSED && simulation.nowNanos() >= alarmNanos) {
            talker.ifPresent(it -> it.woken(simulation.nowNanos(), owner.wallNanos()));
        }
    }
}
