package herd.testkit.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import herd.line.Pipe;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiFunction;

/** A pipe on which what a server says becomes something else now and then. */
final class WrongPipe extends PipeOver {

    /** The most that is kept back. */
    private static final int MOST_KEPT = 1;

    private final BiFunction<Integer, String, String> saying;
    private final boolean reorders;
    private final Deque<byte[]> kept = new ArrayDeque<>();
    private int offers;

    private WrongPipe(Pipe sound, BiFunction<Integer, String, String> saying, boolean reorders) {
        super(sound);
        this.saying = saying;
        this.reorders = reorders;
    }

    /** Says what the function makes of the number of an offer, from 1, and of its text. */
    static Pipe saying(Pipe sound, BiFunction<Integer, String, String> saying) {
        return new WrongPipe(sound, saying, false);
    }

    /** Says the second of two offers before the first. */
    static Pipe reordering(Pipe sound) {
        return new WrongPipe(sound, (number, said) -> said, true);
    }

    @Override
    public void offer(byte[] bytes, int offset, int length) {
        offers++;
        String said = saying.apply(offers, new String(bytes, offset, length, ISO_8859_1));
        if (reorders && kept.size() < MOST_KEPT) {
            kept.add(said.getBytes(ISO_8859_1));
        } else {
            say(said.getBytes(ISO_8859_1));
            sayKept();
        }
    }

    @Override
    public void finish() {
        sayKept();
        sound.finish();
    }

    private void sayKept() {
        while (!kept.isEmpty()) {
            say(kept.remove());
        }
    }

    private void say(byte[] bytes) {
        sound.offer(bytes, 0, bytes.length);
    }
}
