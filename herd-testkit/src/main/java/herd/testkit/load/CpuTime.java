package herd.testkit.load;

import java.time.Duration;
import java.util.Optional;

/**
 * The processor time that a process has used since this was made: all its threads, in steps of the
 * system's clock tick (10 ms on Linux).
 *
 * <p><b>Threading.</b> Any thread: immutable.
 */
final class CpuTime {

    private final Optional<ProcessHandle> process;
    private final double before;

    CpuTime(Optional<ProcessHandle> process) {
        this.process = process;
        before = seconds();
    }

    /** NaN if there is no such process, or the system does not say. */
    double secondsUsed() {
        return seconds() - before;
    }

    private double seconds() {
        return process.flatMap(it -> it.info().totalCpuDuration())
                .map(Duration::toNanos)
                .map(it -> it / Times.NANOS_PER_SECOND)
                .orElse(Double.NaN);
    }
}
