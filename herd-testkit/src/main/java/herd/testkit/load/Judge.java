package herd.testkit.load;

import java.util.Arrays;

/**
 * Holds answers against what was asked, byte for byte. The server's name is whatever the first right
 * answer says, and must stay that.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Judge {

    private static final byte[] NOT_KNOWN = {};

    private final Commands commands;
    private final LoadPlan plan;
    private final AtLine line;
    private final PlacesBody body = new PlacesBody();
    private final long startNanos;
    private byte[] name = NOT_KNOWN;
    private long timeNanos;

    /**
     * A judge of whom nothing was asked.
     *
     * @param startNanos the wall clock's time: what was reported before is not this load's
     */
    Judge(Commands commands, LoadPlan plan, long startNanos) {
        this.startNanos = startNanos;
        this.commands = commands;
        this.plan = plan;
        line = new AtLine(commands.echoBytes());
    }

    /** What the server calls itself; empty before the first right answer. */
    byte[] name() {
        return name;
    }

    /** The difference that the latest line named. */
    long differenceNanos() {
        return line.differenceNanos();
    }

    /** When the report was made that the latest answer to a question named. */
    long timeNanos() {
        return timeNanos;
    }

    /** Whether the latest places came from the service, or an excuse did. */
    boolean arePlacesAvailable() {
        return body.isAvailable();
    }

    /**
     * Judges the answer to a report.
     *
     * @param from its first byte
     * @param to its newline
     * @param nowNanos the wall clock's time
     */
    Verdict report(byte[] bytes, int from, int to, InFlight asked, int slot, long nowNanos) {
        if (!line.read(bytes, from, to)) {
            return Verdict.NO_AT_LINE;
        }
        int text = asked.textFrom(slot) + commands.echoOffset();
        if (!Arrays.equals(
                bytes, line.echoFrom(), to, asked.texts(), text, text + commands.echoBytes())) {
            return Verdict.OTHER_ECHO;
        }
        long tolerance = plan.span().toleranceNanos();
        long age = nowNanos - asked.timeNanos(slot);
        if (line.differenceNanos() < -tolerance || line.differenceNanos() > age + tolerance) {
            return Verdict.OTHER_DIFFERENCE;
        }
        return checkName(bytes);
    }

    /**
     * Judges the answer to a question.
     *
     * @param to one behind its last newline
     * @param latestNanos the time of the latest report that was sent
     */
    Verdict places(
            byte[] bytes,
            int from,
            int to,
            InFlight asked,
            int slot,
            Known known,
            long latestNanos) {
        int lineTo = from;
        while (bytes[lineTo] != '\n') {
            lineTo++;
        }
        if (!line.read(bytes, from, lineTo)) {
            return Verdict.NO_AT_LINE;
        }
        int subject = commands.subjectBytes();
        int text = asked.textFrom(slot) + commands.echoOffset();
        int echo = line.echoFrom();
        if (!Arrays.equals(bytes, echo, echo + subject, asked.texts(), text, text + subject)) {
            return Verdict.OTHER_ECHO;
        }
        timeNanos = Commands.readTime(bytes, echo + subject);
        Verdict age = checkAge(asked, slot, known, latestNanos);
        return age == Verdict.RIGHT ? checkRest(bytes, lineTo + 1, to) : age;
    }

    /** The same report has the same difference whenever it is told. */
    private Verdict checkAge(InFlight asked, int slot, Known known, long latestNanos) {
        int id = asked.id(slot);
        if (timeNanos < asked.leastNanos(slot)) {
            return Verdict.TOO_OLD;
        }
        if (timeNanos > latestNanos) {
            return Verdict.NEVER_SENT;
        }
        boolean isKnown = timeNanos == known.timeNanos(id);
        return isKnown && line.differenceNanos() != known.differenceNanos(id)
                ? Verdict.OTHER_DIFFERENCE
                : Verdict.RIGHT;
    }

    /** An earlier load may have reported the client elsewhere. */
    private Verdict checkRest(byte[] bytes, int bodyFrom, int to) {
        if (!body.read(bytes, bodyFrom, to - 2)) {
            return Verdict.BROKEN_PLACES;
        }
        if (body.results() > plan.content().limit()) {
            return Verdict.TOO_MANY_PLACES;
        }
        return timeNanos < startNanos ? Verdict.RIGHT : checkName(bytes);
    }

    private Verdict checkName(byte[] bytes) {
        if (name.length == 0) {
            name = Arrays.copyOfRange(bytes, line.nameFrom(), line.nameTo());
        }
        return Arrays.equals(bytes, line.nameFrom(), line.nameTo(), name, 0, name.length)
                ? Verdict.RIGHT
                : Verdict.OTHER_SERVER;
    }
}
