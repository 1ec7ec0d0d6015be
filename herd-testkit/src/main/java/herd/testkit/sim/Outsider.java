package herd.testkit.sim;

/**
 * Who owns the end of a connection that is outside the herd: no process that could be paused, nor a
 * machine that could lose its power. What there is to do is done at once, and what is said in it
 * leaves at once.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
final class Outsider implements SimulatedPipe.Owner {

    private final Simulation simulation;
    private final SimulatedPipe end;

    private Outsider(Simulation simulation, Stamina.Limits limits) {
        this.simulation = simulation;
        end = SimulatedPipe.of(simulation, this, limits);
    }

    /** Connects somebody outside to a server, whose end of the connection is given; returns his. */
    static SimulatedPipe connect(
            Simulation simulation, SimulatedPipe server, Latency wire, Stamina.Limits limits) {
        SimulatedPipe end = new Outsider(simulation, limits).end;
        SimulatedPipe.join(
                simulation, end, new SimulatedWire(wire), server, new SimulatedWire(wire));
        end.open();
        return end;
    }

    @Override
    public void turn(Runnable work) {
        work.run();
        end.flush();
    }

    @Override
    public void alarm(Runnable work) {
        turn(work);
    }

    @Override
    public void wantsToSend(SimulatedPipe pipe) {
        // Each turn ends with a flush.
    }

    @Override
    public void left(SimulatedPipe pipe) {
        // The talker is told.
    }

    @Override
    public long wallNanos() {
        return simulation.wallNanos();
    }

    @Override
    public boolean isDark() {
        return false;
    }
}
