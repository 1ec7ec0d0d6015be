package herd.testkit.proxy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All proxies of one herd, on one thread.
 *
 * <p><b>Threading.</b> Any thread but that one.
 */
public final class Proxies implements AutoCloseable {

    /** The system doubles the buffer it is asked for; one turn to be sure that a new one begins. */
    private static final int TURNS_TO_READ_ALL =
            1 + 2 * Sockets.RECEIVE_BYTES / ProxyLoop.READ_BYTES;

    private final ProxyLoop loop;
    private final List<Passage> passages = new CopyOnWriteArrayList<>();

    /**
     * Starts the thread.
     *
     * @param name of the thread
     * @param seed what chance goes by
     * @param taps who is told what happens
     */
    public Proxies(String name, long seed, Taps taps) {
        loop = new ProxyLoop(name, seed, taps);
    }

    /** Puts a wire between two parties, each of which can be dialled at an address. */
    public Wire wire(String one, InetSocketAddress oneAt, String other, InetSocketAddress otherAt) {
        Wire wire = new Wire(loop, one, oneAt, other, otherAt);
        passages.add(wire.byOne());
        passages.add(wire.byOther());
        return wire;
    }

    /** Makes a passage for all who want to dial somebody. */
    public Passage passage(String from, String to, InetSocketAddress target) {
        Passage passage =
                new Passage(loop, new Way(loop, from, to), new Way(loop, to, from), target);
        passages.add(passage);
        return passage;
    }

    /**
     * Whether everything that had been sent when this was called has been delivered, but for what is
     * held for good.
     *
     * <p><b>Why.</b> What is sent over loopback is ready to be read when the write that sends it
     * returns. Each turn of the loop reads what is ready, a part of it at a time; so many turns read a
     * full buffer, and what is still under way after them waits for a time.
     */
    public boolean isQuiet() {
        boolean[] quiet = {true};
        for (int i = 0; i < TURNS_TO_READ_ALL; i++) {
            loop.run(() -> quiet[0] = loop.isQuiet());
        }
        return quiet[0];
    }

    /** Closes every connection, and gives the ports back. A second time does nothing. */
    @Override
    public void close() {
        loop.close();
        passages.forEach(Passage::close);
    }
}
