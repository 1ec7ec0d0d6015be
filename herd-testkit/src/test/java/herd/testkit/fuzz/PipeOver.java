package herd.testkit.fuzz;

import herd.line.Pipe;

/** A pipe over another one: hands on all that it is not told to do otherwise. */
abstract class PipeOver implements Pipe {

    final Pipe sound;

    PipeOver(Pipe sound) {
        this.sound = sound;
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
        sound.finish();
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
