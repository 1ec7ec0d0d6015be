package herd.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final int PLENTY = 1 << 30;

    private final WriteBuffer buffer = new WriteBuffer();

    @Test
    void sendsWhatWasOfferedInOrderWhoeverElseOffersAndHoweverLittleIsTaken() throws Exception {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Arena arena = new Arena(1 + random.nextInt(5000));
            Budget budget = new Budget(PLENTY);
            int count = 1 + random.nextInt(5);
            Outbox[] outboxes = new Outbox[count];
            Sink[] sinks = new Sink[count];
            ByteArrayOutputStream[] offered = new ByteArrayOutputStream[count];
            for (int i = 0; i < count; i++) {
                outboxes[i] = new Outbox();
                sinks[i] = new Sink();
                offered[i] = new ByteArrayOutputStream();
            }
            for (int turn = 0; turn < 30; turn++) {
                for (int step = random.nextInt(20); step > 0; step--) {
                    int i = random.nextInt(count);
                    byte[] bytes = new byte[1 + random.nextInt(random.nextBoolean() ? 20 : 1000)];
                    random.nextBytes(bytes);
                    int from = random.nextInt(bytes.length);
                    assertTrue(outboxes[i].offer(bytes, from, bytes.length - from, arena, budget));
                    offered[i].write(bytes, from, bytes.length - from);
                }
                for (int i = 0; i < count; i++) {
                    sinks[i].room = random.nextInt(3) == 0 ? PLENTY : random.nextInt(3000);
                    flush(outboxes[i], sinks[i], budget);
                }
                arena.reset();
            }
            for (int i = 0; i < count; i++) {
                sinks[i].room = PLENTY;
                flush(outboxes[i], sinks[i], budget);
                assertArrayEquals(
                        offered[i].toByteArray(), sinks[i].taken.toByteArray(), "seed " + seed);
            }
            assertEquals(0, budget.usedBytes(), "seed " + seed);
        }
    }

    @Test
    void ownsNothingAsLongAsTheKernelTakesAll() throws Exception {
        Arena arena = new Arena(1000);
        Budget none = new Budget(1);
        Outbox outbox = new Outbox();
        for (int turn = 0; turn < 10; turn++) {
            for (int i = 0; i < 10; i++) {
                assertTrue(outbox.offer(new byte[90], 0, 90, arena, none));
            }
            Sink sink = new Sink();
            assertEquals(900, outbox.writeTo(sink, buffer));
            assertEquals(1, sink.writes);
            outbox.clear(none);
            arena.reset();
        }
    }

    @Test
    void refusesWhatTheBudgetDoesNotAllow() {
        Arena arena = new Arena(1000);
        Budget budget = new Budget(10_000);
        Outbox outbox = new Outbox();
        assertTrue(outbox.offer(new byte[5000], 0, 5000, arena, budget));
        assertFalse(outbox.offer(new byte[5000], 0, 5000, arena, budget));
        assertEquals(5000, outbox.length());
        outbox.clear(budget);
        assertEquals(0, budget.usedBytes());
    }

    private void flush(Outbox outbox, Sink sink, Budget budget) throws Exception {
        outbox.writeTo(sink, buffer);
        if (outbox.length() == 0) {
            outbox.clear(budget);
        } else {
            assertTrue(outbox.keep(0, budget));
        }
    }

    /** Takes as much as it has room for. */
    private static final class Sink implements WritableByteChannel {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private int room = PLENTY;
        private int writes;

        @Override
        public int write(ByteBuffer source) {
            byte[] some = new byte[Math.min(room, source.remaining())];
            source.get(some);
            taken.writeBytes(some);
            room -= some.length;
            writes++;
            return some.length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
