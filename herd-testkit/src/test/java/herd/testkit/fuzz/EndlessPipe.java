package herd.testkit.fuzz;

import herd.line.Pipe;

/** A pipe that comes to no end, or to one at once. */
final class EndlessPipe implements Pipe {

    private final Pipe sound;
    private final boolean closesAtOnce;

    /** What becomes of {@link #finish}: nothing, or {@link #close}. */
    EndlessPipe(Pipe sound, boolean closesAtOnce) {
        this.sound = sound;
        this.closesAtOnce = closesAtOnce;
    }

    @Override
    public void offer(byte[] bytes, int offset, int length) {
        sound.offer(bytes, offset, length);
    }

    @Override
    public long waiting() {
        return sound.waiting();
    }

    @Override
    public void pause() {
        sound.pause();
    }

    @Override
    public void resume() {
        sound.resume();
    }

    @Override
    public void finish() {
        if (closesAtOnce) {
            sound.close();
        }
    }

    @Override
    public void close() {
        sound.close();
    }

    @Override
    public void holds(long bytes) {
        sound.holds(bytes);
    }

    @Override
    public void wakeAt(long nanos) {
        sound.wakeAt(nanos);
    }
}
