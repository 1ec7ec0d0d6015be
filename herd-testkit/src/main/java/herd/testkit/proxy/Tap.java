package herd.testkit.proxy;

/**
 * Whom a proxy tells what it does. Listens to one direction of one connection, or, as {@link Taps}, to
 * all of them.
 *
 * <p><b>Threading.</b> Called on the proxies' thread; must not block.
 */
@FunctionalInterface
public interface Tap {

    /** These bytes were delivered: the reader's system has taken them. */
    void delivered(byte[] bytes, int offset, int length);
}
