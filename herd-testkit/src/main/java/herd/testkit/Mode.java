package herd.testkit;

/** What a herd under test runs on. */
public enum Mode {
    /** Real sockets of this machine, threads, and the clock on the wall. */
    SOCKETS,
    /** A simulated network in virtual time, on one thread, from a seed. */
    SIMULATED
}
