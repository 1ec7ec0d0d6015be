package herd.testkit.sim;

/**
 * One dial of a server to a neighbour: the packets that open a connection, each of which takes its time
 * and may meet a fault. What is not answered is sent again after a second, as TCP does, for as long as
 * the dial is wanted.
 *
 * <pre>
 *   dialler ──"may I?"──► neighbour's machine ──"yes"──► dialler is connected ──► neighbour accepts
 * </pre>
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
final class SimulatedDial {

    private static final long AGAIN_NANOS = 1_000_000_000;

    private final Simulation simulation;
    private final SimulatedServer from;
    private final int neighbour;
    private final long number;
    private final SimulatedMachine to;
    private final SimulatedCable cable;

    SimulatedDial(
            Simulation simulation,
            SimulatedServer from,
            int neighbour,
            SimulatedMachine to,
            SimulatedCable cable) {
        this.simulation = simulation;
        this.from = from;
        this.neighbour = neighbour;
        this.number = from.dialNumber(neighbour);
        this.to = to;
        this.cable = cable;
    }

    void begin() {
        cable.crossroads().pass(from.name(), this::ask);
    }

    private boolean isWanted() {
        return !from.isDead() && from.dialNumber(neighbour) == number;
    }

    private void ask() {
        if (isWanted()) {
            simulation.after(there().delayNanos(simulation.random()), this::asked);
        }
    }

    /** The question gets to the neighbour's machine, if it does. */
    private void asked() {
        if (there().isBlocked()
                || to.isDark()
                || cable.dialFault() == SimulatedCable.DialFault.UNANSWERED) {
            simulation.after(AGAIN_NANOS, this::ask);
            return;
        }
        boolean refused =
                !to.listensToNeighbours() || cable.dialFault() == SimulatedCable.DialFault.REFUSED;
        if (!refused && to.backlogIsFull()) {
            simulation.after(AGAIN_NANOS, this::ask);
            return;
        }
        simulation.after(
                back().delayNanos(simulation.random()), refused ? this::refused : this::answered);
    }

    private void refused() {
        if (back().isBlocked()) {
            simulation.after(AGAIN_NANOS, this::ask);
        } else if (isWanted()) {
            from.turn(
                    () -> {
                        if (isWanted()) {
                            from.dialFailed(neighbour, "connection refused");
                        }
                    });
        }
    }

    private void answered() {
        if (back().isBlocked()) {
            simulation.after(AGAIN_NANOS, this::ask);
        } else if (isWanted()) {
            // The process learns of it when it does anything at all; it may want it no more by
            // then.
            from.turn(
                    () -> {
                        if (isWanted()) {
                            connect();
                        }
                    });
        }
    }

    private void connect() {
        SimulatedPipe near = from.newEnd();
        SimulatedPipe far = to.neighbourEnd();
        SimulatedPipe.join(simulation, near, there(), far, back());
        cable.carries(from.name(), near, far);
        near.tapped(cable.wiretap());
        near.open();
        from.dialled(neighbour, near);
    }

    private SimulatedWire there() {
        return cable.wireFrom(from.name());
    }

    private SimulatedWire back() {
        return cable.wireFrom(to.name());
    }
}
