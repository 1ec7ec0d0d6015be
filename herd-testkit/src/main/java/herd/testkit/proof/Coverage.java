package herd.testkit.proof;

import herd.engine.Engine;
import herd.link.CloseReason;
import herd.link.LinkEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What runs have come across: steps played, reasons for a close, branches of the handshake. */
final class Coverage extends Observer {

    private final Map<Class<?>, Long> kinds = new HashMap<>();
    private final Map<Enum<?>, Long> details = new HashMap<>();
    private final Map<CloseReason, Long> closes = new TreeMap<>();
    private final Map<Branch, Long> branches = new TreeMap<>();

    /** A branch of the handshake that is not a reason for a close. */
    enum Branch {
        UP_DIALLED,
        UP_ACCEPTED,
        UP_FIRST_MEETING,
        UP_SAME_LIFE,
        UP_NEW_LIFE,
        UP_REPLACING,
        UP_IN_LATER_VERSION,
        UP_BY_PREVIOUS_SECRET,
        UP_CLOCKS_APART,
        UP_OTHER_MAX_CLIENTS,
        REFUSED_SETTINGS,
        REFUSED_CLOCK
    }

    /** A step was played. */
    void played(Step step) {
        kinds.merge(step.getClass(), 1L, Long::sum);
        if (step instanceof Step.StartOdd odd) {
            details.merge(odd.oddity(), 1L, Long::sum);
        } else if (step instanceof Step.Disturb disturb) {
            details.merge(disturb.by(), 1L, Long::sum);
        } else if (step instanceof Step.Intrude intrude) {
            details.merge(intrude.as(), 1L, Long::sum);
        }
    }

    /** How often each kind of step was played; those with a variety also by that. */
    Map<String, Long> steps() {
        Map<String, Long> steps = new TreeMap<>();
        kinds.forEach((kind, count) -> steps.put(StepText.kind(kind), count));
        details.forEach(
                (it, count) -> steps.put(it.getDeclaringClass().getSimpleName() + ' ' + it, count));
        return steps;
    }

    Map<CloseReason, Long> closes() {
        return closes;
    }

    Map<Branch, Long> branches() {
        return branches;
    }

    /** Adds what another one has counted. */
    void add(Coverage other) {
        other.kinds.forEach((it, count) -> kinds.merge(it, count, Long::sum));
        other.details.forEach((it, count) -> details.merge(it, count, Long::sum));
        other.closes.forEach((it, count) -> closes.merge(it, count, Long::sum));
        other.branches.forEach((it, count) -> branches.merge(it, count, Long::sum));
    }

    @Override
    void ended(Life life) {
        Engine engine = life.server().engine();
        for (CloseReason why : CloseReason.values()) {
            long count = engine.closedLinks(why);
            if (count > 0) {
                closes.merge(why, count, Long::sum);
            }
        }
    }

    @Override
    void linkChanged(Life life, LinkEvent event) {
        if (event instanceof LinkEvent.Up up) {
            cameUp(life, up);
        } else if (event instanceof LinkEvent.Down down) {
            count(Branch.UP_REPLACING, down.why() == CloseReason.REPLACED);
        } else if (event instanceof LinkEvent.SettingsDiffer) {
            count(Branch.REFUSED_SETTINGS, true);
        } else if (event instanceof LinkEvent.ClocksApart apart) {
            count(apart.refused() ? Branch.REFUSED_CLOCK : Branch.UP_CLOCKS_APART, true);
        } else if (event instanceof LinkEvent.MaxClientsDiffer) {
            count(Branch.UP_OTHER_MAX_CLIENTS, true);
        }
    }

    @Override
    void met(Life life, int neighbour, long knownIncarnation, long incarnation) {
        count(Branch.UP_FIRST_MEETING, knownIncarnation == 0);
        count(Branch.UP_SAME_LIFE, knownIncarnation == incarnation);
        count(Branch.UP_NEW_LIFE, knownIncarnation != 0 && knownIncarnation != incarnation);
    }

    private void cameUp(Life life, LinkEvent.Up up) {
        boolean dialled = up.link().dialler().equals(life.name());
        count(dialled ? Branch.UP_DIALLED : Branch.UP_ACCEPTED, true);
        count(Branch.UP_IN_LATER_VERSION, up.version() > 1);
        count(Branch.UP_BY_PREVIOUS_SECRET, up.previousSecret());
    }

    private void count(Branch branch, boolean taken) {
        if (taken) {
            branches.merge(branch, 1L, Long::sum);
        }
    }
}
