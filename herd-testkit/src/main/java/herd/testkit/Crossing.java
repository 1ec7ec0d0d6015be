package herd.testkit;

/**
 * A record crossed a link.
 *
 * @param nanos when it was delivered, on a clock that only goes forward
 * @param from the server that sent it
 * @param to the server that it was delivered to
 * @param line the AT line, one character a byte
 */
record Crossing(long nanos, String from, String to, String line) {}
