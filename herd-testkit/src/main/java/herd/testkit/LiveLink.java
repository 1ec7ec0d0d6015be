package herd.testkit;

import herd.testkit.proxy.Flaw;
import herd.testkit.proxy.Way;
import herd.testkit.proxy.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be done with one link of a live herd: all of it happens in a proxy.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class LiveLink implements LinkHandle {

    private final LiveHerd herd;
    private final String one;
    private final String other;
    private final Wire wire;

    LiveLink(LiveHerd herd, String one, String other, Wire wire) {
        this.herd = herd;
        this.one = one;
        this.other = other;
        this.wire = wire;
    }

    @Override
    public String one() {
        return one;
    }

    @Override
    public String other() {
        return other;
    }

    @Override
    public boolean isUp() {
        return herd.areLinked(one, other);
    }

    @Override
    public Fault cut() {
        return begun("cut", Direction.BOTH, List.of(wire.cut()));
    }

    @Override
    public Fault blackhole(Direction way) {
        return flawed("a black hole", way, new Flaw.Blackhole());
    }

    @Override
    public Fault halfOpen(Direction way) {
        Runnable end =
                switch (way) {
                    case THERE -> wire.severFrom(other);
                    case BACK -> wire.severFrom(one);
                    case BOTH -> wire.sever();
                };
        return begun("half open", way, List.of(end));
    }

    @Override
    public void halfClose(Direction way) {
        ways(way).forEach(Way::endStreams);
        note("half closed", way);
    }

    @Override
    public Fault slow(Direction way, long bytesPerSecond) {
        return flawed(bytesPerSecond + " bytes a second", way, new Flaw.Slow(bytesPerSecond));
    }

    @Override
    public Fault delay(Direction way, Duration least, Duration jitter) {
        return flawed(
                "late by " + least + " and up to " + jitter, way, new Flaw.Delay(least, jitter));
    }

    @Override
    public Fault slice(Direction way, int bytes) {
        return flawed("in slices of " + bytes, way, new Flaw.Slice(bytes));
    }

    @Override
    public void reset() {
        wire.reset();
        note("reset", Direction.BOTH);
    }

    @Override
    public Fault corrupt(Direction way) {
        return flawed("corrupt", way, new Flaw.Corrupt());
    }

    @Override
    public void heal() {
        wire.heal();
        note("healed", Direction.BOTH);
    }

    private Fault flawed(String what, Direction way, Flaw flaw) {
        List<Runnable> ends = new ArrayList<>();
        ways(way).forEach(it -> ends.add(it.add(flaw)));
        return begun(what, way, ends);
    }

    private Fault begun(String what, Direction way, List<Runnable> ends) {
        note(what, way);
        return new OnceFault(
                () -> {
                    ends.forEach(Runnable::run);
                    note("no longer " + what, way);
                });
    }

    /** The wire's own directions are those of the topology; the link may have been asked for backwards. */
    private List<Way> ways(Direction way) {
        boolean forwards = wire.there().isFrom(one);
        Way there = forwards ? wire.there() : wire.back();
        Way back = forwards ? wire.back() : wire.there();
        return switch (way) {
            case THERE -> List.of(there);
            case BACK -> List.of(back);
            case BOTH -> List.of(there, back);
        };
    }

    private void note(String what, Direction way) {
        String ways =
                switch (way) {
                    case THERE -> one + "->" + other;
                    case BACK -> other + "->" + one;
                    case BOTH -> one + "<->" + other;
                };
        herd.happened(ways + ": " + what);
    }
}
