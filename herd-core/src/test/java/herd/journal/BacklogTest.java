package herd.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final int MAX_BYTES = 4 * Chunk.BYTES;

    private final Backlog backlog = new Backlog(MAX_BYTES);
    private final byte[] text = new byte[4096];

    @Test
    void givesBackWhatWasAddedInOrder() {
        assertFalse(backlog.next());
        assertTrue(backlog.isEmpty());
        text[3] = 'x';
        assertTrue(backlog.add(2, -5, Long.MAX_VALUE, text, 3, 1, 1L << 40));
        assertTrue(backlog.add(Backlog.EVENT, 7, 0, text, 0, 0, 0));
        assertFalse(backlog.isEmpty());
        assertTrue(backlog.next());
        assertEquals(2, backlog.kind());
        assertEquals(-5, backlog.wallNanos());
        assertEquals(Long.MAX_VALUE, backlog.connection());
        assertEquals(1, backlog.length());
        assertEquals('x', backlog.chunk().bytes[backlog.offset()]);
        assertEquals(1L << 40, backlog.omittedBytes());
        assertTrue(backlog.next());
        assertEquals(Backlog.EVENT, backlog.kind());
        assertEquals(0, backlog.length());
        assertFalse(backlog.next());
        assertTrue(backlog.isEmpty());
    }

    @Test
    void holdsSoMuchAndNoMore() {
        int taken = fill();
        assertEquals(MAX_BYTES / (text.length + 100), taken, 6);
        assertTrue(backlog.isPressing());
        for (int i = 0; i < taken; i++) {
            assertTrue(backlog.next());
            assertEquals(i, backlog.connection());
        }
        assertFalse(backlog.next());
        assertTrue(backlog.add(0, 0, 0, text, 0, text.length, 0));
    }

    @Test
    void keepsRoomForEventsWhenMessagesFillIt() {
        int taken = fill();
        int events = 0;
        while (backlog.add(Backlog.EVENT, 0, events, text, 0, 1000, 0)) {
            events++;
            assertFalse(
                    backlog.add(0, 0, 0, text, 0, text.length, 0),
                    "a message took the events' room");
        }
        assertEquals(Chunk.BYTES / 1028, events, 4);
        for (int i = 0; i < taken + events; i++) {
            assertTrue(backlog.next());
        }
        assertFalse(backlog.next());
        assertEquals(taken, fill(), taken / 4);
    }

    @Test
    void usesItsMemoryAgain() {
        Chunk[] seen = new Chunk[8];
        int different = 0;
        for (int round = 0; round < 20_000; round++) {
            assertTrue(backlog.add(0, round, 0, text, 0, round % text.length, 0));
            assertTrue(backlog.next());
            assertEquals(round, backlog.wallNanos());
            boolean known = false;
            for (int i = 0; i < different; i++) {
                known |= seen[i] == backlog.chunk();
            }
            if (!known) {
                seen[different++] = backlog.chunk();
            }
        }
        assertTrue(different <= 3, different + " chunks");
    }

    @Test
    void losesNothingBetweenTwoThreads() throws Exception {
        long seed = 99;
        int entries = 500_000;
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread writer = new Thread(() -> readAll(entries, seed));
        writer.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
        writer.start();
        Random lengths = new Random(seed);
        for (int i = 0; i < entries && failure.get() == null; i++) {
            int length = length(lengths, i);
            text[0] = (byte) i;
            text[Math.max(0, length - 1)] = (byte) i;
            while (!backlog.add(i & 3, i, ~i, text, 0, length, i) && failure.get() == null) {
                Thread.yield();
            }
        }
        writer.join(60_000);
        assertNull(failure.get());
        assertFalse(writer.isAlive());
    }

    /** A short entry just fits behind a long one: it is added, and at once there is a next chunk. */
    @Test
    void losesNothingAtTheEndOfAChunk() throws Exception {
        int entries = 60_000;
        byte[] filling = new byte[Chunk.BYTES - 2 * 28];
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread writer =
                new Thread(
                        () -> {
                            for (int i = 0; i < entries; i++) {
                                while (!backlog.next()) {
                                    Thread.onSpinWait();
                                }
                                assertEquals(i, backlog.connection());
                            }
                        });
        writer.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
        writer.start();
        for (int i = 0; i < entries && failure.get() == null; i++) {
            int length = i % 2 == 0 ? filling.length : 0;
            while (!backlog.add(0, 0, i, filling, 0, length, 0) && failure.get() == null) {
                Thread.yield();
            }
        }
        writer.join(60_000);
        assertNull(failure.get());
        assertFalse(writer.isAlive());
    }

    private void readAll(int entries, long seed) {
        Random lengths = new Random(seed);
        for (int i = 0; i < entries; i++) {
            while (!backlog.next()) {
                Thread.yield();
            }
            int length = length(lengths, i);
            assertEquals(length, backlog.length());
            assertEquals(i & 3, backlog.kind());
            assertEquals(i, backlog.wallNanos());
            assertEquals(~i, backlog.connection());
            assertEquals(i, backlog.omittedBytes());
            if (length > 0) {
                assertEquals((byte) i, backlog.chunk().bytes[backlog.offset()]);
                assertEquals((byte) i, backlog.chunk().bytes[backlog.offset() + length - 1]);
            }
        }
    }

    private static int length(Random random, int i) {
        return i % 1000 == 0 ? random.nextInt(4096) : random.nextInt(120);
    }

    private int fill() {
        int taken = 0;
        while (backlog.add(0, 0, taken, text, 0, text.length, 0)) {
            taken++;
        }
        return taken;
    }
}
