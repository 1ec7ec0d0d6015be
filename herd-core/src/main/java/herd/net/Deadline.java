package herd.net;

import java.time.Duration;

/**
 * A time by which a peer has to have done something. It is put off by as long as the loop was held up
 * meanwhile, since it was not there to see whether the peer did it.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Deadline {

    private final LoopClock clock;
    private final Runnable missed;
    private final Timer timer;
    private long dueNanos;

    /** How long the loop had been held up in all, when this was last set or put off. */
    private long lateNanosThen;

    Deadline(TimerQueue timers, LoopClock clock, Runnable missed) {
        this.clock = clock;
        this.missed = missed;
        this.timer = timers.timer(this::passed);
    }

    /** Sets it, instead of what it was set to. */
    void in(Duration patience) {
        lateNanosThen = clock.lateNanos();
        set(clock.nowNanos() + patience.toNanos());
    }

    void cancel() {
        timer.cancel();
    }

    private void passed() {
        long lateNanos = clock.lateNanos() - lateNanosThen;
        if (lateNanos > 0) {
            lateNanosThen += lateNanos;
            set(dueNanos + lateNanos);
        } else {
            missed.run();
        }
    }

    private void set(long nanos) {
        dueNanos = nanos;
        timer.at(nanos);
    }
}
