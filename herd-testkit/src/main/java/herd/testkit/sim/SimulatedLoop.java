package herd.testkit.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The loop around a simulated server, as an event loop is around a real one: its turns, who sends
 * first at the end of each, and what waits while the process is paused.
 *
 * <p><b>Order.</b> A turn: what there is to do, then what is to be done before a flush, then what is
 * to be sent, links first; the last two again for as long as there may be more. What is to be done
 * in a turn of its own while there is one is done at once.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
final class SimulatedLoop implements SimulatedPipe.Owner {

    /** What the loop runs. */
    interface Program {

        /** It is the time that the loop was to be woken at. */
        void woken();

        /** All that came has been handed out, and nothing is sent yet. */
        void beforeFlush();

        /** All has been sent that could be. */
        void turnEnded();

        /** An end is closed. */
        void left(SimulatedPipe pipe);
    }

    private final Simulation simulation;
    private final Surroundings surroundings;
    private final Program program;
    private final SimulatedTimer alarm;
    private final Set<SimulatedPipe> pipes = new LinkedHashSet<>();
    private final Set<SimulatedPipe> links = new HashSet<>();
    private final List<SimulatedPipe> urgent = new ArrayList<>();
    private final List<SimulatedPipe> ordinary = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private final List<Runnable> heldAlarms = new ArrayList<>();
    private boolean turnPending;
    private boolean inTurn;
    private boolean paused;
    private boolean over;

    SimulatedLoop(Simulation simulation, Surroundings surroundings, Program program) {
        this.simulation = simulation;
        this.surroundings = surroundings;
        this.program = program;
        alarm = new SimulatedTimer(simulation, () -> alarm(program::woken));
    }

    /** A new end of a connection, not joined with another one yet. */
    SimulatedPipe newEnd() {
        SimulatedPipe pipe = SimulatedPipe.of(simulation, this, Stamina.Limits.OF_SERVERS);
        pipes.add(pipe);
        return pipe;
    }

    /** The ends that are not closed, whether accepted yet or not. */
    List<SimulatedPipe> ends() {
        return List.copyOf(pipes);
    }

    /** What is said here is sent before what is said to clients. */
    void sendFirst(SimulatedPipe link) {
        links.add(link);
    }

    @Override
    public void turn(Runnable work) {
        if (over) {
            return;
        }
        if (paused) {
            held.add(work);
            return;
        }
        if (inTurn) {
            work.run();
            return;
        }
        inTurn = true;
        work.run();
        while (flush()) {}
        inTurn = false;
        program.turnEnded();
    }

    @Override
    public void alarm(Runnable work) {
        if (paused && !over) {
            heldAlarms.add(work);
        } else {
            turn(work);
        }
    }

    /** Takes another turn, soon. */
    void turnAgain() {
        if (!turnPending) {
            turnPending = true;
            simulation.after(0, () -> turn(() -> turnPending = false));
        }
    }

    /** Wakes the program in a turn at that time, and at none that was set before. */
    void wakeAt(long nanos) {
        if (!over) {
            alarm.at(nanos);
        }
    }

    /** Does nothing for a while; what comes meanwhile waits, and its alarms are late. */
    void pause() {
        paused = true;
    }

    /** Goes on: first it reads what has come, then it sees what time it is, as an event loop does. */
    void goOn() {
        paused = false;
        if (over || held.isEmpty() && heldAlarms.isEmpty()) {
            return;
        }
        List<Runnable> due = new ArrayList<>(held);
        due.addAll(heldAlarms);
        held.clear();
        heldAlarms.clear();
        turn(() -> due.forEach(Runnable::run));
    }

    boolean isPaused() {
        return paused;
    }

    /**
     * Does nothing any more.
     *
     * @param how what becomes of the ends that are not closed
     */
    void end(Consumer<SimulatedPipe> how) {
        over = true;
        ends().forEach(how);
        alarm.cancel();
        held.clear();
        heldAlarms.clear();
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void wantsToSend(SimulatedPipe pipe) {
        (links.contains(pipe) ? urgent : ordinary).add(pipe);
    }

    @Override
    public void left(SimulatedPipe pipe) {
        pipes.remove(pipe);
        links.remove(pipe);
        program.left(pipe);
    }

    @Override
    public long wallNanos() {
        return surroundings.wallNanos();
    }

    @Override
    public boolean isDark() {
        return surroundings.isDark();
    }

    /** Returns whether there may be more to send. */
    private boolean flush() {
        program.beforeFlush();
        List<SimulatedPipe> leaving = new ArrayList<>(urgent);
        leaving.addAll(ordinary);
        urgent.clear();
        ordinary.clear();
        leaving.removeIf(pipe -> !pipe.flush());
        leaving.forEach(SimulatedPipe::tellDrained);
        return !leaving.isEmpty();
    }
}
