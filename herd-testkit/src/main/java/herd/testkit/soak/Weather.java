package herd.testkit.soak;

import herd.testkit.Fault;
import herd.testkit.Herd;
import herd.testkit.ServerHandle;
import herd.testkit.Topology;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Lets faults come and go: servers and links are harmed at random, and mended a little later. One
 * server, another one in each spell, is never ended, so that what all hold when a spell begins must be
 * there when it is over.
 *
 * <p><b>Threading.</b> The thread that runs the soak.
 */
final class Weather {

    private static final int MAX_DOWN = 2;
    private static final int MAX_FAULT_MILLIS = 6_000;
    private static final int MAX_PAUSE_MILLIS = 1_500;

    private final Herd herd;
    private final Lives lives;
    private final Random random;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<Running> running = new ArrayList<>();
    private final Deque<String> down = new ArrayDeque<>();
    private String spared = "";
    private String latest = "none";

    /** A fault and when to end it. */
    private record Running(Fault fault, Duration until) {}

    Weather(Herd herd, Lives lives, Random random) {
        this.herd = herd;
        this.lives = lives;
        this.random = random;
    }

    /** A new spell begins: all is well, and all servers hold the same. */
    void begin() {
        List<String> servers = herd.topology().servers();
        spared = servers.get(random.nextInt(servers.size()));
    }

    /** Begins another fault, having ended those whose time has come. */
    void harm() {
        endThoseDue();
        if (down.size() == MAX_DOWN || !down.isEmpty() && random.nextInt(3) == 0) {
            startOne();
        } else if (random.nextInt(3) == 0) {
            harmServer();
        } else {
            harmLink();
        }
        counts.merge(latest.split(" ", 2)[0], 1, Integer::sum);
    }

    /** Ends all faults, and starts all servers that are down. */
    void clear() {
        running.forEach(it -> it.fault().close());
        running.clear();
        herd.healAll();
        while (!down.isEmpty()) {
            herd.server(down.remove()).start();
        }
    }

    /** The latest fault, in words. */
    String latest() {
        return latest;
    }

    /** How many faults there have been of each kind. */
    Map<String, Integer> counts() {
        return counts;
    }

    private void endThoseDue() {
        running.removeIf(
                it -> {
                    boolean due = it.until().compareTo(herd.now()) <= 0;
                    if (due) {
                        it.fault().close();
                    }
                    return due;
                });
    }

    private void startOne() {
        String name = down.remove();
        herd.server(name).start();
        latest = "start " + name;
    }

    private void harmLink() {
        List<Topology.Link> links = herd.topology().links();
        Topology.Link link = links.get(random.nextInt(links.size()));
        FaultKind kind = FaultKind.values()[random.nextInt(FaultKind.values().length)];
        Fault fault = kind.begin(herd.link(link.one(), link.other()), random);
        keep(fault, MAX_FAULT_MILLIS);
        latest = kind.name().toLowerCase(Locale.ROOT) + ' ' + link;
    }

    private void harmServer() {
        List<String> names = new ArrayList<>(herd.running());
        names.remove(spared);
        if (names.isEmpty() || random.nextInt(4) == 0) {
            pause(herd.running().get(random.nextInt(herd.running().size())));
            return;
        }
        ServerHandle server = herd.server(names.get(random.nextInt(names.size())));
        lives.ends(server.name());
        switch (random.nextInt(5)) {
            case 0 -> end("kill", server, server::kill);
            case 1 -> end("stop", server, server::stop);
            case 2 -> end("die-silently", server, server::dieSilently);
            case 3 -> {
                keep(server.restartEmpty(), MAX_FAULT_MILLIS);
                latest = "restart-empty " + server.name();
            }
            default -> {
                server.kill();
                server.start();
                latest = "restart " + server.name();
            }
        }
    }

    private void end(String how, ServerHandle server, Runnable verb) {
        verb.run();
        down.add(server.name());
        latest = how + ' ' + server.name();
    }

    /** Pauses are over before anything else begins: a paused server could not be stopped. */
    private void pause(String name) {
        Fault pause = herd.server(name).pause();
        try {
            herd.pass(Duration.ofMillis(1 + random.nextInt(MAX_PAUSE_MILLIS)));
        } finally {
            pause.close();
        }
        latest = "pause " + name;
    }

    private void keep(Fault fault, int mostMillis) {
        running.add(
                new Running(fault, herd.now().plus(Duration.ofMillis(random.nextInt(mostMillis)))));
    }
}
