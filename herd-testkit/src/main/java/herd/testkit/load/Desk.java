package herd.testkit.load;

import java.nio.charset.StandardCharsets;

/**
 * What all connections of one load share: what to say, how to judge answers, and where to count them.
 *
 * <p><b>Threading.</b> One thread.
 */
record Desk(
        LoadPlan plan,
        Commands commands,
        IdOrder order,
        Known known,
        Judge judge,
        WallTime wall,
        Tally tally) {

    /** Where a load begins. */
    static Desk of(LoadPlan plan) {
        WallTime wall = new WallTime();
        Commands commands = new Commands(plan.content());
        boolean isAsked = plan.content().whatsatPercent() > 0 || plan.other().isPresent();
        return new Desk(
                plan,
                commands,
                new IdOrder(plan.content()),
                isAsked ? new Known(plan.content().ids()) : Known.nothing(),
                new Judge(commands, plan, wall.at(System.nanoTime())),
                wall,
                new Tally());
    }

    /** What the server calls itself; empty if it was never right. */
    String serverName() {
        return new String(judge.name(), StandardCharsets.ISO_8859_1);
    }
}
