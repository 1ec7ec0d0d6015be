package herd.testkit.sim;

/**
 * In place of a process, at the end of a connection that came to a machine when there was none.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
final class Nobody implements SimulatedPipe.Owner {

    private final Surroundings machine;

    private Nobody(Surroundings machine) {
        this.machine = machine;
    }

    /** An end of a connection that nobody has. */
    static SimulatedPipe end(Simulation simulation, Surroundings machine) {
        SimulatedPipe end =
                SimulatedPipe.of(simulation, new Nobody(machine), Stamina.Limits.OF_SERVERS);
        end.abandon();
        return end;
    }

    @Override
    public void turn(Runnable work) {
        // There is nobody to do it.
    }

    @Override
    public void alarm(Runnable work) {
        // There is nobody to do it.
    }

    @Override
    public void wantsToSend(SimulatedPipe pipe) {
        // It is closed.
    }

    @Override
    public void left(SimulatedPipe pipe) {
        // Nobody has it.
    }

    @Override
    public long wallNanos() {
        return machine.wallNanos();
    }

    @Override
    public boolean isDark() {
        return machine.isDark();
    }
}
