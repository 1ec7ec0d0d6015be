package herd.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import herd.protocol.AtLine;
import herd.protocol.CommandReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A server called Hill that writes down what its sessions tell it and answers questions when told. */
final class FakeHost implements SessionHost {

    private static final byte[] NAME = "Hill".getBytes(ISO_8859_1);

    private final CommandReader commands = new CommandReader();
    private final AtLine at = new AtLine();

    /** The newest AT line of each client. */
    private final Map<String, String> known = new LinkedHashMap<>();

    /** The questions that are open, each with the AT line that it asked for. */
    final Map<Question, String> open = new LinkedHashMap<>();

    final List<String> stored = new ArrayList<>();
    final List<Question> forgotten = new ArrayList<>();
    final List<String> log = new ArrayList<>();

    /** Places that are there at once; empty for those that come when the test answers. */
    String placesAtOnce = "";

    @Override
    public CommandReader commands() {
        return commands;
    }

    @Override
    public AtLine heard(CommandReader iamat, long wallNanos) {
        at.compose(iamat, NAME, wallNanos);
        String line = new String(at.bytes(), at.offset(), at.length(), ISO_8859_1);
        known.put(id(iamat), line);
        stored.add(line);
        return at;
    }

    @Override
    public boolean knows(CommandReader whatsat) {
        return known.containsKey(id(whatsat));
    }

    @Override
    public void asked(CommandReader whatsat, Question question) {
        open.put(question, known.get(id(whatsat)));
        if (!placesAtOnce.isEmpty()) {
            answer(question, placesAtOnce);
        }
    }

    @Override
    public void forget(Question question) {
        open.remove(question);
        forgotten.add(question);
    }

    @Override
    public void noteIn(long connection, byte[] bytes, int offset, int length, long omittedBytes) {
        note(connection, "in", bytes, offset, length, omittedBytes);
    }

    @Override
    public void noteOut(long connection, byte[] bytes, int offset, int length) {
        note(connection, "out", bytes, offset, length, 0);
    }

    @Override
    public void noteEcho(long connection, byte[] line, int offset, int length, long omittedBytes) {
        note(connection, "echo", line, offset, length, omittedBytes);
    }

    @Override
    public void noteIdle(long connection) {
        log.add(connection + " idle");
    }

    /** Answers the question that was asked first of those that are open. */
    void answer(String places) {
        answer(open.keySet().iterator().next(), places);
    }

    void answer(Question question, String places) {
        String record = open.remove(question);
        question.answer((record + "\n" + places + "\n\n").getBytes(ISO_8859_1));
    }

    private void note(long number, String way, byte[] bytes, int offset, int length, long omitted) {
        String text = new String(bytes, offset, length, ISO_8859_1);
        log.add(number + " " + way + " " + text + (omitted == 0 ? "" : " +" + omitted));
    }

    private static String id(CommandReader command) {
        return new String(command.bytes(), command.idOffset(), command.idLength(), ISO_8859_1);
    }
}
