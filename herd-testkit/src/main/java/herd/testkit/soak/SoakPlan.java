package herd.testkit.soak;

import java.time.Duration;

/**
 * How long and how hard a herd is to be soaked.
 *
 * @param length for how long, the balances not counted
 * @param between time from one fault to the next
 * @param threads how many connections carry the load
 * @param clients how many clients each of them speaks for
 * @param perSecond commands a second, all told, as far as the herd is quick enough
 * @param seed what chance goes by, as far as threads and sockets let it
 */
record SoakPlan(
        Duration length, Duration between, int threads, int clients, int perSecond, long seed) {

    /** Faults between two balances of the books. */
    static final int FAULTS_PER_SPELL = 10;

    /** Answers between two balances, more or less: the books keep each, which takes some 100 MB. */
    static final int ANSWERS_PER_SPELL = 300_000;

    /** Clients that all connections speak for, so that they contradict each other. */
    static final int SHARED_CLIENTS = 10;
}
