package herd.engine;

import herd.flood.Flood;
import herd.flood.RecordView;
import herd.places.LookUps;
import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.protocol.AtLine;
import herd.protocol.CommandReader;
import herd.session.Question;
import herd.session.SessionHost;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What a server does for its clients' commands: stores what they tell, and answers what they ask.
 *
 * <p><b>Threading.</b> The engine's thread.
 */
final class Clients implements SessionHost {

    private final Effects effects;
    private final Flood flood;
    private final LookUps lookUps;
    private final long placesTimeoutNanos;
    private final byte[] name;
    private final CommandReader commands = new CommandReader();
    private final AtLine at = new AtLine();
    private final RecordView record = new RecordView();

    /** The look-ups that open questions wait for. */
    private final Map<Question, Long> tickets = new HashMap<>();

    private long iamats;
    private long whatsats;
    private long invalids;

    Clients(EngineSettings settings, Effects effects, Flood flood, LookUps lookUps) {
        this.effects = effects;
        this.flood = flood;
        this.lookUps = lookUps;
        placesTimeoutNanos = settings.placesTimeoutNanos();
        name = settings.link().name().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public CommandReader commands() {
        return commands;
    }

    @Override
    public AtLine heard(CommandReader iamat, long wallNanos) {
        iamats++;
        return flood.take(iamat, name, wallNanos);
    }

    @Override
    public boolean knows(CommandReader whatsat) {
        return find(whatsat.bytes(), whatsat.idOffset(), whatsat.idLength());
    }

    @Override
    public void asked(CommandReader whatsat, Question question) {
        whatsats++;
        find(whatsat.bytes(), whatsat.idOffset(), whatsat.idLength());
        byte[] atLine = foundLine();
        at.read(atLine, 0, atLine.length);
        PlacesQuery query =
                PlacesQuery.read(
                        atLine,
                        at.coordinatesOffset(),
                        at.coordinatesLength(),
                        whatsat.bytes(),
                        whatsat.radiusOffset(),
                        whatsat.radiusLength());
        int bound = whatsat.bound();
        long now = effects.nowNanos();
        Asking asking = new Asking(atLine, bound, question);
        long ticket = lookUps.ask(query, now + placesTimeoutNanos, now, asking);
        if (!asking.answered) {
            tickets.put(question, ticket);
        }
    }

    @Override
    public void forget(Question question) {
        Long ticket = tickets.remove(question);
        if (ticket != null) {
            lookUps.cancel(ticket, effects.nowNanos());
        }
    }

    @Override
    public void noteIn(long connection, byte[] bytes, int offset, int length, long omitted) {
        effects.noteIn(connection, bytes, offset, length, omitted);
    }

    @Override
    public void noteOut(long connection, byte[] bytes, int offset, int length) {
        effects.noteOut(connection, bytes, offset, length);
    }

    @Override
    public void noteEcho(long connection, byte[] line, int offset, int length, long omitted) {
        invalids++;
        effects.noteEcho(connection, line, offset, length, omitted);
    }

    @Override
    public void noteIdle(long connection) {
        effects.noteIdle(connection);
    }

    /** Looks a client up; what is known of it is in {@link #record} then. */
    boolean find(byte[] bytes, int offset, int length) {
        return flood.find(bytes, offset, length, record);
    }

    /** A copy of the AT line that {@link #find} found. */
    byte[] foundLine() {
        return Arrays.copyOfRange(
                record.bytes(), record.offset(), record.offset() + record.length());
    }

    long iamats() {
        return iamats;
    }

    long whatsats() {
        return whatsats;
    }

    long invalids() {
        return invalids;
    }

    /** One question and what is known for its answer already. */
    private final class Asking implements LookUps.Asker {
        private final byte[] atLine;
        private final int bound;
        private final Question question;
        private boolean answered;

        Asking(byte[] atLine, int bound, Question question) {
            this.atLine = atLine;
            this.bound = bound;
            this.question = question;
        }

        @Override
        public void answered(PlacesAnswer answer) {
            answered = true;
            tickets.remove(question);
            if (answer instanceof PlacesAnswer.Unavailable unavailable) {
                effects.lookUpFailed(unavailable);
            }
            question.answer(Answer.text(atLine, answer, bound));
        }
    }
}
