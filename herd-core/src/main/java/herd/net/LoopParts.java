package herd.net;

import java.nio.channels.Selector;

/**
 * What the connections and listeners of one loop share.
 *
 * <p><b>Threading.</b> Loop only, but for {@code thread}.
 */
record LoopParts(
        Selector selector,
        LoopThread thread,
        LoopClock clock,
        TimerQueue timers,
        Callbacks callbacks,
        HandlerGuard handlers,
        Tally tally,
        Budget budget,
        ReadBuffer input,
        Outgoing outgoing,
        Farewells farewells,
        Doorkeeper doorkeeper) {}
