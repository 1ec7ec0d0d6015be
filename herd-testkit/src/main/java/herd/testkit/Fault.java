package herd.testkit;

/**
 * Something that is wrong with a herd for as long as nobody closes it: in a try-with-resources, for as
 * long as its block. What it did to others is not undone.
 *
 * <p><b>Threading.</b> As the herd that it belongs to.
 */
public interface Fault extends AutoCloseable {

    /** Ends the fault, if it is not over already, and returns when it is. */
    @Override
    void close();
}
