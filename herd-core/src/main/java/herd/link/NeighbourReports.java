package herd.link;

import java.util.List;

/**
 * What the log is told of one neighbour: the edges. What comes back with every try is told once,
 * until a link has been up.
 */
final class NeighbourReports {

    private final String neighbour;
    private final HerdSettings here;
    private final LinkHost host;
    private boolean failureTold;
    private boolean clockTold;
    private List<String> conflictsTold = List.of();

    NeighbourReports(String neighbour, HerdSettings here, LinkHost host) {
        this.neighbour = neighbour;
        this.here = here;
        this.host = host;
    }

    void up(Link link, Introduction theirs, long wallNanos) {
        failureTold = false;
        clockTold = false;
        conflictsTold = List.of();
        host.report(
                new LinkEvent.Up(neighbour, link.name(), link.version(), link.byPreviousSecret()));
        long aheadNanos = theirs.aheadNanos(wallNanos);
        if (Math.abs(aheadNanos) > Links.CLOCK_WARNING_NANOS) {
            host.report(new LinkEvent.ClocksApart(neighbour, aheadNanos, false));
        }
        int there = theirs.settings().maxClients();
        if (here.maxClients() != there) {
            host.report(new LinkEvent.MaxClientsDiffer(neighbour, here.maxClients(), there));
        }
    }

    void down(Link link, CloseReason why, String detail) {
        host.report(new LinkEvent.Down(neighbour, link.name(), why, detail));
    }

    void dialFailed(CloseReason why, String detail) {
        if (!failureTold && !isToldOtherwise(why)) {
            failureTold = true;
            host.report(new LinkEvent.DialFailed(neighbour, why, detail));
        }
    }

    void settingsDiffer(List<String> conflicts) {
        if (!conflicts.equals(conflictsTold)) {
            conflictsTold = conflicts;
            host.report(new LinkEvent.SettingsDiffer(neighbour, conflicts));
        }
    }

    void clockRefused(long aheadNanos) {
        if (!clockTold) {
            clockTold = true;
            host.report(new LinkEvent.ClocksApart(neighbour, aheadNanos, true));
        }
    }

    private static boolean isToldOtherwise(CloseReason why) {
        return switch (why) {
            case SETTINGS_DIFFER, CLOCKS_DIFFER, STOPPED -> true;
            default -> false;
        };
    }
}
