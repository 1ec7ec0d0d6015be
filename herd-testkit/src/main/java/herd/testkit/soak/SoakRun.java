package herd.testkit.soak;

import herd.node.ServerSnapshot;
import herd.testkit.LiveHerd;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * One soak: a herd on sockets, a load on it, a fault every so often, and every so many faults a
 * balance: all is mended, all servers must agree, and what they hold must be what they owe.
 *
 * <p><b>Threading.</b> The thread that calls {@link #run}; the load has threads of its own.
 */
final class SoakRun {

    private static final long COLLECTION_MILLIS = 10_000;

    /** How often to look whether a spell has to end early. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final SoakPlan plan;
    private final PrintStream out;
    private final LiveHerd herd;
    private final Lives lives;
    private final Weather weather;
    private final Gate gate;
    private final Troubles troubles = new Troubles();
    private final AtomicLong answers = new AtomicLong();
    private final Set<Book> books = new LinkedHashSet<>();
    private final List<Crowd> crowds = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private Optional<Footprint> first = Optional.empty();
    private long faults;

    /** A soak of a herd that runs and is linked up; whoever made it closes it. */
    SoakRun(SoakPlan plan, LiveHerd herd, PrintStream out) {
        this.plan = plan;
        this.herd = herd;
        this.out = out;
        Random random = new Random(plan.seed());
        lives = new Lives(herd.topology().servers());
        weather = new Weather(herd, lives, random);
        gate = new Gate(plan.threads());
        makeCrowds(random);
    }

    /** Soaks the herd; returns what happened lately and what is wrong, or the empty string. */
    String run() throws InterruptedException {
        long end = System.nanoTime() + plan.length().toNanos();
        threads.forEach(Thread::start);
        try {
            while (troubles.isEmpty() && System.nanoTime() < end) {
                spell(end);
                balance();
            }
        } catch (AssertionError | RuntimeException e) {
            troubles.add(e.toString());
        } finally {
            stopCrowds();
        }
        return troubles.isEmpty() ? "" : herd.history() + '\n' + troubles.text();
    }

    /** How much was done, in words. */
    String summary() {
        return answers + " answers checked, " + faults + " faults: " + weather.counts();
    }

    private void makeCrowds(Random random) {
        long batchNanos = TimeUnit.SECONDS.toNanos(1) * 8 * plan.threads() / plan.perSecond();
        List<Book> shared = new ArrayList<>();
        for (int i = 0; i < SoakPlan.SHARED_CLIENTS; i++) {
            shared.add(new Book("shared-" + i));
        }
        for (int thread = 0; thread < plan.threads(); thread++) {
            Clientele clientele = new Clientele("" + thread, shared, plan.clients());
            books.addAll(clientele.all());
            Crowd crowd =
                    new Crowd(
                            herd,
                            lives,
                            clientele,
                            troubles,
                            gate,
                            answers,
                            new Random(random.nextLong()),
                            batchNanos);
            crowds.add(crowd);
            threads.add(new Thread(crowd, "soak-load-" + thread));
        }
    }

    /** Ends early when time is up, something is wrong, or the books are full. */
    private void spell(long end) {
        long fullAt = answers.get() + SoakPlan.ANSWERS_PER_SPELL;
        BooleanSupplier isOver =
                () -> !troubles.isEmpty() || System.nanoTime() >= end || answers.get() >= fullAt;
        weather.begin();
        for (int i = 0; i < SoakPlan.FAULTS_PER_SPELL && !isOver.getAsBoolean(); i++) {
            Duration next = herd.now().plus(plan.between());
            weather.harm();
            faults++;
            out.println(
                    herd.now().toSeconds() + " s: " + answers + " answers, " + weather.latest());
            passUntil(next, isOver);
        }
    }

    private void passUntil(Duration next, BooleanSupplier isOver) {
        for (Duration left = next.minus(herd.now());
                !left.isNegative() && !isOver.getAsBoolean();
                left = next.minus(herd.now())) {
            herd.pass(left.compareTo(LOOK) < 0 ? left : LOOK);
        }
    }

    private void balance() throws InterruptedException {
        weather.clear();
        gate.close();
        herd.awaitLinks();
        herd.awaitConverged();
        String one = herd.topology().servers().get(0);
        for (Book book : books) {
            book.balance(herd.server(one).find(book.clientId()), lives).forEach(troubles::add);
        }
        herd.topology().servers().forEach(this::checkCounters);
        checkFootprint();
        gate.open();
    }

    private void checkCounters(String server) {
        ServerSnapshot snapshot = herd.snapshot(server);
        if (snapshot.bugs() + snapshot.unreadableRecords() + snapshot.auditRepairs() > 0) {
            troubles.add(
                    server
                            + " counts "
                            + snapshot.bugs()
                            + " bugs, "
                            + snapshot.unreadableRecords()
                            + " unreadable records and "
                            + snapshot.auditRepairs()
                            + " repairs by audit");
        }
    }

    /** The first balance tells what is usual; a later one must come down to it, if not at once. */
    private void checkFootprint() {
        Footprint now = Footprint.now();
        Footprint usual = first.orElse(now);
        first = Optional.of(usual);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(COLLECTION_MILLIS);
        while (now.outgrew(usual) && System.nanoTime() < deadline) {
            herd.pass(Duration.ofMillis(100));
            now = Footprint.now();
        }
        out.println("balanced: " + books.size() + " clients, " + now);
        if (now.outgrew(usual)) {
            troubles.add("grew from " + usual + " to " + now);
        }
    }

    private void stopCrowds() throws InterruptedException {
        crowds.forEach(Crowd::stop);
        gate.open();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
