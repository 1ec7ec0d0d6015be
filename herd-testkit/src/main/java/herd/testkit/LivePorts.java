package herd.testkit;

import herd.testkit.proxy.ReservedPort;

/** The ports of one server of a live herd, which are its own for as long as the herd lives. */
record LivePorts(ReservedPort client, ReservedPort peer) implements AutoCloseable {

    LivePorts() {
        this(new ReservedPort(), new ReservedPort());
    }

    @Override
    public void close() {
        client.close();
        peer.close();
    }
}
