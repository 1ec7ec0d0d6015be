package herd.testkit.soak;

import herd.testkit.Herd;
import herd.testkit.client.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread's worth of clients: sends commands in batches to the server that is its home, checks every
 * answer, and moves on when that server is no more.
 */
final class Crowd implements Runnable {

    private static final int MAX_BATCH = 16;
    private static final int MAX_DEGREES = 90;

    private final Herd herd;
    private final Lives lives;
    private final Clientele clientele;
    private final Troubles troubles;
    private final Gate gate;
    private final AtomicLong answers;
    private final Random random;
    private final long batchNanos;
    private volatile boolean stopped; // written by whoever stops it
    private Home home;

    /** A connection to one life of a server. */
    private record Home(String server, long life, RawClient client) {}

    /** The connection has gone. */
    private static final class Gone extends Exception {
        private static final long serialVersionUID = 1;
    }

    /**
     * A crowd that has not come yet.
     *
     * @param batchNanos how much time to take for a batch, if the herd is quick enough
     */
    Crowd(
            Herd herd,
            Lives lives,
            Clientele clientele,
            Troubles troubles,
            Gate gate,
            AtomicLong answers,
            Random random,
            long batchNanos) {
        this.herd = herd;
        this.lives = lives;
        this.clientele = clientele;
        this.troubles = troubles;
        this.gate = gate;
        this.answers = answers;
        this.random = random;
        this.batchNanos = batchNanos;
    }

    /** Stops it after the batch that it is at. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            long next = System.nanoTime();
            while (!stopped) {
                gate.pass();
                next = Math.max(next + batchNanos, System.nanoTime());
                batch();
                LockSupport.parkNanos(next - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            troubles.add("the load at " + (home == null ? "no server" : home.server()) + ": " + e);
        } finally {
            leaveHome();
            gate.leave();
        }
    }

    private void batch() {
        try {
            if (home == null) {
                goHome();
            }
            List<Exchange> exchanges = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (int i = 1 + random.nextInt(MAX_BATCH); i > 0; i--) {
                Exchange exchange = exchange();
                exchanges.add(exchange);
                text.append(exchange.command()).append('\n');
            }
            send(text.toString());
            for (Exchange exchange : exchanges) {
                exchange.check(answerTo(exchange), troubles);
                answers.incrementAndGet();
            }
        } catch (Gone gone) {
            if (home != null && lives.of(home.server()) == home.life()) {
                troubles.add(home.server() + " runs, and has closed a client");
            }
            leaveHome();
        }
    }

    private Exchange exchange() {
        return switch (random.nextInt(20)) {
            case 0 -> new Exchange.Invalid("WHATIS " + random.nextInt());
            case 1 -> new Exchange.Question(clientele.busy(random).clientId(), random.nextInt(4));
            case 2, 3 -> report(clientele.quiet());
            default -> report(clientele.busy(random));
        };
    }

    private Exchange report(Book book) {
        long wallNanos = System.currentTimeMillis() * 1_000_000L;
        boolean sameTime = random.nextInt(8) == 0;
        Update update = book.next(wallNanos, sameTime, coordinates(), home.server(), home.life());
        book.sent(update);
        return new Exchange.Report(update, book);
    }

    private String coordinates() {
        return "+%d.%06d-%d.%06d"
                .formatted(
                        random.nextInt(MAX_DEGREES),
                        random.nextInt(1_000_000),
                        random.nextInt(MAX_DEGREES),
                        random.nextInt(1_000_000));
    }

    private void goHome() throws Gone {
        List<String> running = herd.running();
        String server = running.get(random.nextInt(running.size()));
        long life = lives.of(server);
        try {
            home = new Home(server, life, herd.client(server));
        } catch (UncheckedIOException | IllegalStateException e) {
            if (lives.of(server) == life && herd.running().contains(server)) {
                troubles.add(server + " runs, and takes no client: " + e);
            }
            throw new Gone();
        }
    }

    private void leaveHome() {
        if (home != null) {
            home.client().close();
            home = null;
        }
    }

    private void send(String text) throws Gone {
        try {
            home.client().send(text);
        } catch (AssertionError e) {
            throw goneOr(e);
        }
    }

    private String answerTo(Exchange exchange) throws Gone {
        try {
            RawClient client = home.client();
            String line = client.readLine();
            return exchange.hasPlaces() && !line.startsWith("?")
                    ? line + '\n' + client.readUntil("\n\n")
                    : line;
        } catch (AssertionError e) {
            throw goneOr(e);
        }
    }

    /** A connection that broke, ended, or went with its server is one thing, silence another. */
    private Gone goneOr(AssertionError error) {
        String message = String.valueOf(error.getMessage());
        if (error.getCause() instanceof IOException
                || message.startsWith("the server closed")
                || lives.of(home.server()) != home.life()) {
            return new Gone();
        }
        throw error;
    }
}
