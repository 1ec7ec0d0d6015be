package herd;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The program, running as a process of its own. Every wait for it ends, one way or the other. */
final class Child {

    private static final long PATIENCE_SECONDS = 30;

    private final String command;
    private final Process process;
    private final Path err;
    private final long beganNanos;
    private final StringBuffer out = new StringBuffer();
    private final CompletableFuture<String> firstLine = new CompletableFuture<>();
    private final Thread reader;
    private volatile long readyNanos;

    private Child(String command, Process process, Path err, long beganNanos) {
        this.command = command;
        this.process = process;
        this.err = err;
        this.beganNanos = beganNanos;
        reader = new Thread(this::readOut, "out-of-" + process.pid());
        reader.setDaemon(true);
    }

    /** Starts a process; what it says on standard error goes to a file. */
    static Child start(ProcessBuilder builder, Path err) throws IOException {
        builder.redirectError(err.toFile());
        long beganNanos = System.nanoTime();
        Child child =
                new Child(String.join(" ", builder.command()), builder.start(), err, beganNanos);
        child.reader.start();
        return child;
    }

    /** Waits until it says that it is ready; returns what it says. */
    String awaitReady() throws Exception {
        try {
            String line = firstLine.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line.startsWith("ready ")) {
                return line;
            }
        } catch (TimeoutException e) {
            // Told below.
        }
        throw new AssertionError("not ready: " + this);
    }

    /** From before it was made a process until it said that it was ready. */
    long readyMillis() {
        return (readyNanos - beganNanos) / 1_000_000;
    }

    /** Waits until it has ended by itself, and all that it said is there. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("does not end: " + this);
        }
        reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return process.exitValue();
    }

    /** Tells it to stop, as SIGTERM does; its output can still be read. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Ends it without asking, as SIGKILL does, and waits for that. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    /** The same without waiting, for one that may have ended. */
    void destroy() {
        process.destroyForcibly();
    }

    /** Lets a little time pass, in which it must not end. */
    void staysAlive() throws InterruptedException {
        if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("has ended: " + this);
        }
    }

    /** What it has said on standard output so far. */
    String out() {
        return out.toString();
    }

    /** What it has said on standard error so far. */
    String err() {
        try {
            return Files.readString(err).replace(System.lineSeparator(), "\n");
        } catch (IOException e) {
            return "(" + e + ")";
        }
    }

    @Override
    public String toString() {
        String state = process.isAlive() ? "running" : "ended with " + process.exitValue();
        return command
                + "\n-- "
                + state
                + "\n-- standard output:\n"
                + out()
                + "-- standard error:\n"
                + err();
    }

    private void readOut() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.append(line).append('\n');
                readyNanos = firstLine.isDone() ? readyNanos : System.nanoTime();
                firstLine.complete(line);
            }
        } catch (IOException e) {
            out.append("(").append(e).append(")\n");
        }
        firstLine.complete("");
    }
}
