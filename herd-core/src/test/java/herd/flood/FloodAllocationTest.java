package herd.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import herd.protocol.AtLine;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** In the steady state, clients that move make no garbage. */
class FloodAllocationTest {

    private static final int CLIENTS = 20_000;
    private static final int MERGES = 500_000;

    private final FloodRules rules = new FloodRules(86_400_000_000_000L, true);
    private final Flood flood = new Flood(rules, 2, 1, CLIENTS, Long.MAX_VALUE);
    private final RecordView view = new RecordView();
    private final AtLine line = new AtLine();
    private final byte[] text =
            Lines.line("Hill", "c0000000.x", Lines.PLACE, "1520000000.000000000", "1520000000.5")
                    .getBytes(StandardCharsets.US_ASCII);
    private final int idAt = new String(text, StandardCharsets.US_ASCII).indexOf("c0");
    private long random = 1;

    @Test
    void mergingAndSendingAllocatesNothingForKnownClients() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        for (int round = 0; round < 4; round++) {
            run(round * MERGES);
        }
        threads.getThreadAllocatedBytes(thread);
        long before = threads.getThreadAllocatedBytes(thread);
        run(4 * MERGES);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertEquals(0, allocated, "bytes for " + MERGES + " merges");
    }

    /** Clients at random, each later than before; some lines twice; one neighbour keeps up. */
    private void run(int from) {
        for (int i = from; i < from + MERGES; i++) {
            random = random * 6364136223846793005L + 1442695040888963407L;
            put(idAt + 1, 7, (int) ((random >>> 33) % CLIENTS));
            put(text.length - 9, 9, i);
            if (!line.read(text, 0, text.length)) {
                throw new IllegalStateException("not a line");
            }
            flood.merge(line, Flood.CLIENT);
            flood.merge(line, i & 1);
            if ((i & 63) == 0) {
                while (flood.next(0, view) || flood.isBehind(0)) {
                    random += view.length();
                }
            }
        }
    }

    private void put(int at, int digits, int value) {
        int rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
