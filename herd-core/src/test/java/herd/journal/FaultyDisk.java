package herd.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The real disk, but for what is set. */
final class FaultyDisk implements Disk {

    /** How many bytes it still takes. */
    volatile long room = Long.MAX_VALUE;

    /** A write waits for this. */
    volatile CountDownLatch stuck = new CountDownLatch(0);

    /** Counted down when a write has failed. */
    final CountDownLatch failed = new CountDownLatch(1);

    /** Counted down when a write has begun. */
    final CountDownLatch writing = new CountDownLatch(1);

    @Override
    public SeekableByteChannel append(Path file) throws IOException {
        return new Channel(Disk.REAL.append(file));
    }

    private final class Channel implements SeekableByteChannel {

        private final SeekableByteChannel real;

        Channel(SeekableByteChannel real) {
            this.real = real;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            writing.countDown();
            try {
                stuck.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (room <= 0) {
                failed.countDown();
                throw new IOException("No space left on device");
            }
            ByteBuffer part = bytes.duplicate();
            part.limit(bytes.position() + (int) Math.min(bytes.remaining(), room));
            int count = real.write(part);
            bytes.position(bytes.position() + count);
            room -= count;
            return count;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public boolean isOpen() {
            return real.isOpen();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }

        @Override
        public int read(ByteBuffer bytes) {
            throw notForALog();
        }

        @Override
        public long position() {
            throw notForALog();
        }

        @Override
        public SeekableByteChannel position(long to) {
            throw notForALog();
        }

        @Override
        public SeekableByteChannel truncate(long to) {
            throw notForALog();
        }

        private static AssertionError notForALog() {
            return new AssertionError("a log is only ever written at its end");
        }
    }
}
