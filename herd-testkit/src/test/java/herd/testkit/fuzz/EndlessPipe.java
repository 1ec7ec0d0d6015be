package herd.testkit.fuzz;

import herd.line.Pipe;

/** A pipe that comes to no end, or to one at once. */
final class EndlessPipe extends PipeOver {

    private final boolean closesAtOnce;

    /** What becomes of {@link #finish}: nothing, or {@link #close}. */
    EndlessPipe(Pipe sound, boolean closesAtOnce) {
        super(sound);
        this.closesAtOnce = closesAtOnce;
    }

    @Override
    public void finish() {
        if (closesAtOnce) {
            sound.close();
        }
    }
}
