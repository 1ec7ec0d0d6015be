package herd.testkit.proof;

import herd.link.HerdSettings;
import herd.link.LinkEvent;
import herd.testkit.sim.SimulatedPipe;
import herd.testkit.sim.SimulatedServer;
import herd.testkit.sim.Witness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Sees all that happens in a herd, keeps what has to be known of it, and tells the observers. */
final class Watch implements Witness {

    private static final String[] KINDS = {
        "", "asked", "answered", "begins", "ends", "stores", "hears", "tells", "link", "warns"
    };

    /** A link that came up in the present turn, and what was known then. */
    private record Meeting(int neighbour, long knownIncarnation) {}

    private final Lines lines;
    private final ReferenceOrder order;
    private final List<Observer> observers;
    private final TraceHash trace = new TraceHash();
    private final Map<SimulatedServer, Life> living = new IdentityHashMap<>();
    private final List<Meeting> met = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private boolean logs;
    private long clockSteps;

    /**
     * Makes one.
     *
     * @param order of the herd; a server that is set up otherwise goes by it as well
     */
    Watch(Lines lines, ReferenceOrder order, List<Observer> observers) {
        this.lines = lines;
        this.order = order;
        this.observers = List.copyOf(observers);
    }

    /** Keeps a log from now on, for people. */
    void keepLog() {
        logs = true;
    }

    /** What happened, a line each. */
    List<String> log() {
        return log;
    }

    TraceHash trace() {
        return trace;
    }

    Lines lines() {
        return lines;
    }

    /** The lives of the servers that live. */
    Collection<Life> living() {
        return living.values();
    }

    Life life(SimulatedServer server) {
        return living.get(server);
    }

    /** How often somebody's clock was put forward or back. */
    long clockSteps() {
        return clockSteps;
    }

    void clockStepped() {
        clockSteps++;
    }

    /** A client has sent a whole line. */
    void asked(Life life, ReferenceCommand command) {
        trace(life, 1, command.line());
        for (Observer it : observers) {
            it.asked(life, command);
        }
    }

    /** A client was answered. */
    void answered(Life life, ReferenceLine line) {
        trace(life, 2, line.text());
        for (Observer it : observers) {
            it.answered(life, line);
        }
    }

    @Override
    public void began(SimulatedServer server) {
        HerdSettings settings = server.settings().link().herd();
        Life life = new Life(server, order, settings.maxClients());
        living.put(server, life);
        trace(life, 3, "");
        for (Observer it : observers) {
            it.began(life);
        }
    }

    @Override
    public void ended(SimulatedServer server) {
        Life life = living.remove(server);
        trace(life, 4, "");
        for (Observer it : observers) {
            it.ended(life);
        }
    }

    @Override
    public void turnEnded(SimulatedServer server) {
        Life life = living.get(server);
        if (!met.isEmpty()) {
            tellMeetings(life);
        }
        for (Observer it : observers) {
            it.turnEnded(life);
        }
    }

    @Override
    public void stored(SimulatedServer server, byte[] bytes, int offset, int length) {
        Life life = living.get(server);
        ReferenceLine line = line(bytes, offset, length);
        trace(life, 5, line.text());
        for (Observer it : observers) {
            it.stored(life, line);
        }
        life.stored().put(line.id(), line);
    }

    @Override
    public void recordIn(
            SimulatedServer server, int neighbour, byte[] bytes, int offset, int length) {
        Life life = living.get(server);
        ReferenceLine line = line(bytes, offset, length);
        trace(life, 6, line.text());
        for (Observer it : observers) {
            it.recordIn(life, neighbour, line);
        }
        life.end(neighbour).heard().add(line.text());
    }

    @Override
    public void recordOut(
            SimulatedServer server, int neighbour, byte[] bytes, int offset, int length) {
        Life life = living.get(server);
        ReferenceLine line = line(bytes, offset, length);
        trace(life, 7, line.text());
        for (Observer it : observers) {
            it.recordOut(life, neighbour, line);
        }
        life.end(neighbour).told().add(line.text());
    }

    @Override
    public void accepted(SimulatedServer server, SimulatedPipe connection) {
        Life life = living.get(server);
        for (Observer it : observers) {
            it.accepted(life, connection);
        }
    }

    @Override
    public void dialled(SimulatedServer server, int neighbour, SimulatedPipe connection) {
        Life life = living.get(server);
        for (Observer it : observers) {
            it.dialled(life, neighbour, connection);
        }
    }

    @Override
    public void said(
            SimulatedServer server,
            SimulatedPipe connection,
            byte[] bytes,
            int offset,
            int length) {
        Life life = living.get(server);
        for (Observer it : observers) {
            it.said(life, connection, bytes, offset, length);
        }
    }

    @Override
    public void heard(
            SimulatedServer server,
            SimulatedPipe connection,
            byte[] bytes,
            int offset,
            int length) {
        Life life = living.get(server);
        for (Observer it : observers) {
            it.heard(life, connection, bytes, offset, length);
        }
    }

    @Override
    public void linkChanged(SimulatedServer server, LinkEvent event) {
        Life life = living.get(server);
        trace(life, 8, event.text());
        if (event instanceof LinkEvent.Up up) {
            int neighbour = server.neighbours().indexOf(up.neighbour());
            life.end(neighbour).up(up.link());
            met.add(new Meeting(neighbour, server.engine().flood().incarnationOf(neighbour)));
        } else if (event instanceof LinkEvent.Down down) {
            life.end(server.neighbours().indexOf(down.neighbour())).down();
        }
        for (Observer it : observers) {
            it.linkChanged(life, event);
        }
    }

    @Override
    public void warned(SimulatedServer server, String text) {
        Life life = living.get(server);
        trace(life, 9, text);
        for (Observer it : observers) {
            it.warned(life, text);
        }
    }

    private void tellMeetings(Life life) {
        for (Meeting meeting : met) {
            long incarnation = life.server().engine().flood().incarnationOf(meeting.neighbour);
            for (Observer it : observers) {
                it.met(life, meeting.neighbour, meeting.knownIncarnation, incarnation);
            }
        }
        met.clear();
    }

    private ReferenceLine line(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        try {
            return lines.line(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new Violation(Authentic.NAME, "no server built " + text);
        }
    }

    private void trace(Life life, int kind, String text) {
        long nanos = life.server().nowNanos();
        trace.add(nanos, kind, life.name(), text);
        if (logs) {
            log.add("%.6f %s %s %s".formatted(nanos / 1e9, life, KINDS[kind], text));
        }
    }
}
