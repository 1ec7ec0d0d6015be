package herd.net;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts who is inside, and lets the listeners go on that had to pause for want of room.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Doorkeeper {

    private final int maxOrdinary;
    private final List<Listener> listeners = new ArrayList<>();
    private int ordinary;
    private int urgent;
    private long lastNumber;

    Doorkeeper(int maxOrdinary) {
        this.maxOrdinary = maxOrdinary;
    }

    boolean hasRoom(ConnectionSettings kind) {
        return kind.urgent() || ordinary < maxOrdinary;
    }

    /** Lets one in. Returns its number. */
    long enters(ConnectionSettings kind) {
        if (kind.urgent()) {
            urgent++;
        } else {
            ordinary++;
        }
        return ++lastNumber;
    }

    void leaves(ConnectionSettings kind) {
        if (kind.urgent()) {
            urgent--;
        } else {
            ordinary--;
        }
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).goOn();
        }
    }

    int inside() {
        return ordinary + urgent;
    }

    void opened(Listener listener) {
        listeners.add(listener);
    }

    void closed(Listener listener) {
        listeners.remove(listener);
    }

    void closeAll() {
        List.copyOf(listeners).forEach(Listener::close);
    }
}
