package herd.testkit.sim;

import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;

/**
 * What a simulated server has around it.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
interface Surroundings {

    /** Tries to connect a server to a neighbour. */
    void dial(SimulatedServer from, int neighbour);

    /** What is near a point. */
    PlacesAnswer places(PlacesQuery query);

    /** The clock on the wall. */
    long wallNanos();

    /** Whether the machine has no power. */
    boolean isDark();

    /** Where the server logs. */
    SimulatedJournal journal();
}
