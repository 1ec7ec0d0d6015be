package herd.testkit.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Has many connections do one thing, not all at once: a server's queue of new connections is short.
 *
 * <p><b>Threading.</b> The loop's thread.
 */
final class Opening {

    private static final int AT_A_TIME = 64;

    private final LoadLoop loop;
    private final BooleanSupplier goesOn;
    private int opened;
    private int total;

    /**
     * Nothing done yet.
     *
     * @param goesOn called often; false to leave it at that
     */
    Opening(LoadLoop loop, BooleanSupplier goesOn) {
        this.loop = loop;
        this.goesOn = goesOn;
    }

    /** Says how many there will be, for messages. */
    void expect(int connections) {
        total = connections;
    }

    /**
     * Opens connections; returns when each has been taken and, if it says something, was answered.
     *
     * @throws LoadFailure at the first that cannot be had
     */
    void open(List<? extends Conversation> all, InetSocketAddress server) throws LoadFailure {
        List<Conversation> waiting = new ArrayList<>();
        for (Conversation it : all) {
            opened++;
            try {
                loop.dial(server, it);
            } catch (IOException e) {
                throw new LoadFailure(
                        which(opened, server)
                                + e.getMessage()
                                + "; more than this machine grants? (ulimit -n, free ports)",
                        false);
            }
            waiting.add(it);
            await(waiting, AT_A_TIME - 1, server);
        }
        await(waiting, 0, server);
    }

    /** Has connections that are open do something; returns when all have, or have ended. */
    <C extends Conversation> void inTurn(List<C> all, Consumer<C> what) {
        List<Conversation> waiting = new ArrayList<>();
        for (C it : all) {
            if (it.isReady()) {
                what.accept(it);
                waiting.add(it);
            }
            while (waiting.size() >= AT_A_TIME && turn(waiting)) {
                waiting.removeIf(other -> other.end().isPresent());
            }
        }
        while (!waiting.isEmpty() && turn(waiting)) {
            waiting.removeIf(other -> other.end().isPresent());
        }
    }

    private void await(List<Conversation> waiting, int most, InetSocketAddress server)
            throws LoadFailure {
        boolean isOn = true;
        while (isOn && waiting.size() > most) {
            isOn = turn(waiting);
            for (Conversation it : waiting) {
                if (it.end().isPresent()) {
                    int number = opened - waiting.size() + 1 + waiting.indexOf(it);
                    throw new LoadFailure(which(number, server) + it.end().get(), it.isOpened());
                }
            }
        }
    }

    private boolean turn(List<Conversation> waiting) {
        loop.turn(1);
        waiting.removeIf(Conversation::isReady);
        return goesOn.getAsBoolean();
    }

    private String which(int number, InetSocketAddress server) {
        String where = server.getHostString() + ':' + server.getPort();
        return "connection " + number + " of " + total + ", to " + where + ": ";
    }
}
