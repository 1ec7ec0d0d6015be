package herd.testkit.junit;

import herd.testkit.Mode;
import java.util.List;

/** What a {@link HerdTest} runs on. */
public enum Runs {
    /** Real sockets of this machine. */
    SOCKETS(Mode.SOCKETS),
    /** A simulated network in virtual time. */
    SIMULATED(Mode.SIMULATED),
    /** First in simulation, then on sockets: the same body twice. */
    BOTH(Mode.SIMULATED, Mode.SOCKETS);

    private final List<Mode> modes;

    Runs(Mode... modes) {
        this.modes = List.of(modes);
    }

    List<Mode> modes() {
        return modes;
    }
}
