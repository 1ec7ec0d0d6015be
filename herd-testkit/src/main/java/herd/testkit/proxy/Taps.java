package herd.testkit.proxy;

/**
 * Makes a {@link Tap} for each direction of each connection, and hears what becomes of connections.
 *
 * <p><b>Threading.</b> Called on the proxies' thread; must not block.
 */
public interface Taps {

    /** A connection begins: who listens to what goes that way? */
    Tap tap(String from, String to, long connection);

    /** Something happened to a connection, in words. */
    void happened(String what);
}
