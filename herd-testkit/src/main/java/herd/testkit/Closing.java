package herd.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Ends servers all at the same time: each takes a while, and none needs the others. */
final class Closing {

    private Closing() {}

    /** Ends them, and returns when all have ended. */
    static void all(Collection<LiveServer> servers) {
        List<Thread> closing = new ArrayList<>();
        for (LiveServer server : servers) {
            Thread thread = new Thread(server::end, "live-herd-close-" + server.name());
            thread.start();
            closing.add(thread);
        }
        try {
            for (Thread thread : closing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
