package herd.testkit.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The clients that one connection speaks for. Busy ones report all the time, some of them over other
 * connections too; quiet ones report in turn, so seldom that what is lost of one stays lost: a busy
 * client's next report would hide it.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Clientele {

    /** So many that at a thousand commands a second each reports once in a spell, more or less. */
    private static final int QUIET = 1_000;

    private final List<Book> busy;
    private final List<Book> quiet = new ArrayList<>();
    private int next;

    /**
     * Clients of which nothing is known yet.
     *
     * @param name no other connection's
     * @param shared busy clients that others speak for as well
     * @param busyOnes how many more busy clients there are
     */
    Clientele(String name, List<Book> shared, int busyOnes) {
        busy = new ArrayList<>(shared);
        for (int i = 0; i < busyOnes; i++) {
            busy.add(new Book("busy-" + name + '-' + i));
        }
        for (int i = 0; i < QUIET; i++) {
            quiet.add(new Book("quiet-" + name + '-' + i));
        }
    }

    Book busy(Random random) {
        return busy.get(random.nextInt(busy.size()));
    }

    Book quiet() {
        next = (next + 1) % QUIET;
        return quiet.get(next);
    }

    /** All clients, shared ones too. */
    List<Book> all() {
        List<Book> all = new ArrayList<>(busy);
        all.addAll(quiet);
        return all;
    }
}
