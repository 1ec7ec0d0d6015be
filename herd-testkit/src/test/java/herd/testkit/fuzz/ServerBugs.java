package herd.testkit.fuzz;

import herd.engine.Effects;
import herd.engine.Engine;
import herd.engine.EngineSettings;
import herd.flood.FloodRules;
import herd.line.Pipe;
import herd.line.Talker;
import herd.link.LinkRules;
import herd.link.LinkSettings;
import herd.protocol.AtLine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Servers that are right but for one part, which a test puts in. */
final class ServerBugs {

    private static final long MAX_FUTURE_NANOS = Surroundings.MAX_FUTURE.toNanos();

    private ServerBugs() {}

    /** A server that is put together in another way. */
    interface ServerBug extends ServerMaker {

        @Override
        Engine engine(EngineSettings settings, Effects effects);
    }

    static ServerMaker toClient(UnaryOperator<Pipe> bug) {
        return new ServerMaker() {
            @Override
            public Pipe toClient(Pipe pipe) {
                return bug.apply(pipe);
            }
        };
    }

    static ServerMaker fromClient(UnaryOperator<Talker> bug) {
        return new ServerMaker() {
            @Override
            public Talker fromClient(Talker talker) {
                return bug.apply(talker);
            }
        };
    }

    static ServerMaker toNeighbour(UnaryOperator<Pipe> bug) {
        return new ServerMaker() {
            @Override
            public Pipe toNeighbour(Pipe pipe) {
                return bug.apply(pipe);
            }
        };
    }

    static ServerMaker fromNeighbour(UnaryOperator<Talker> bug) {
        return new ServerMaker() {
            @Override
            public Talker fromNeighbour(Talker talker) {
                return bug.apply(talker);
            }
        };
    }

    static ServerMaker settings(UnaryOperator<EngineSettings> bug) {
        return (ServerBug) (settings, effects) -> new Engine(bug.apply(settings), effects);
    }

    static ServerMaker links(UnaryOperator<LinkSettings> bug) {
        return settings(
                it ->
                        new EngineSettings(
                                bug.apply(it.link()),
                                it.session(),
                                it.lookUps(),
                                it.placesTimeoutNanos(),
                                it.maxRecordBytes()));
    }

    static ServerMaker rules(BiFunction<AtLine, AtLine, Integer> order) {
        return (ServerBug)
                (settings, effects) ->
                        new Engine(
                                settings,
                                effects,
                                new FloodRules(MAX_FUTURE_NANOS, true) {
                                    @Override
                                    public int compare(AtLine one, AtLine other) {
                                        return Arrays.equals(text(one), text(other))
                                                ? 0
                                                : order.apply(one, other);
                                    }
                                },
                                new LinkRules());
    }

    static ServerMaker linkRules(LinkRules rules) {
        return (ServerBug)
                (settings, effects) ->
                        new Engine(
                                settings, effects, new FloodRules(MAX_FUTURE_NANOS, true), rules);
    }

    /** A server that asks for something, and nothing happens. */
    static ServerMaker effects(String lost) {
        return (ServerBug)
                (settings, effects) -> {
                    Object without =
                            Proxy.newProxyInstance(
                                    Effects.class.getClassLoader(),
                                    new Class<?>[] {Effects.class},
                                    (proxy, method, arguments) -> {
                                        try {
                                            return method.getName().equals(lost)
                                                    ? null
                                                    : method.invoke(effects, arguments);
                                        } catch (InvocationTargetException e) {
                                            throw e.getCause();
                                        }
                                    });
                    return new Engine(settings, (Effects) without);
                };
    }

    static byte[] text(AtLine at) {
        return Arrays.copyOfRange(at.bytes(), at.offset(), at.offset() + at.length());
    }
}
