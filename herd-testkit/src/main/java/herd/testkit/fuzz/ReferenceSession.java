package herd.testkit.fuzz;

import java.util.Optional;

/**
 * What a client must be answered, byte for byte.
 *
 * <p><b>Source.</b> PROTOCOL.md, C1 to C7, C16, C31 to C44.
 */
final class ReferenceSession implements Conversation {

    private final ReferenceServer server;
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder expected = new StringBuilder();
    private int said;
    private boolean ended;
    private long arrivedNanos;
    private int lines;
    private int longLines;
    private int places;

    ReferenceSession(ReferenceServer server) {
        this.server = server;
    }

    @Override
    public void fed(String bytes, long wallNanos) {
        arrivedNanos = wallNanos;
        int at = 0;
        for (int end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', at)) {
            line.append(bytes, at, end);
            lineEnds(wallNanos);
            at = end + 1;
        }
        line.append(bytes, at, bytes.length());
    }

    @Override
    public void inputEnded(long wallNanos) {
        if (line.length() > 0) {
            lineEnds(arrivedNanos); // its last byte came then
        }
        ended = true;
    }

    @Override
    public boolean isOver() {
        return ended && said == expected.length();
    }

    @Override
    public Optional<String> said(String bytes) {
        int here = said;
        for (int i = 0; i < bytes.length(); i++) {
            if (said == sayableLength() || sayableAt(said) != bytes.charAt(i)) {
                String sayable = sayable();
                int to = Math.min(sayable.length(), here + bytes.length());
                return Optional.of(Difference.of(sayable.substring(here, to), bytes));
            }
            said++;
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> missing() {
        return said < sayableLength()
                ? Optional.of("not said: " + sayable().substring(said))
                : Optional.empty();
    }

    @Override
    public String kind() {
        if (longLines > 0) {
            return "client with a line over the limit";
        }
        if (places > 0) {
            return "client that was given places";
        }
        return lines > 0 ? "client with other lines" : "client without a line";
    }

    /** All that the server may have said: the echo of a line over the limit comes as the line does. */
    private String sayable() {
        String all = expected.toString();
        return isEchoing() ? all + "? " + line : all;
    }

    private boolean isEchoing() {
        return line.length() > server.longestLine();
    }

    private int sayableLength() {
        return expected.length() + (isEchoing() ? 2 + line.length() : 0);
    }

    private char sayableAt(int index) {
        int beyond = index - expected.length();
        if (beyond < 0) {
            return expected.charAt(index);
        }
        return beyond < 2 ? "? ".charAt(beyond) : line.charAt(beyond - 2);
    }

    private void lineEnds(long wallNanos) {
        String whole = line.toString();
        line.setLength(0);
        if (whole.length() > server.longestLine()) {
            longLines++;
            expected.append("? ").append(whole).append('\n');
            return;
        }
        Reference.Command command = Reference.command(whole);
        if (command.reading() == Reference.Reading.IAMAT) {
            lines++;
            expected.append(server.heard(command, wallNanos)).append('\n');
        } else if (command.reading() != Reference.Reading.BLANK) {
            lines++;
            expected.append(answer(command).orElse("? " + whole + '\n'));
        }
    }

    private Optional<String> answer(Reference.Command command) {
        if (command.reading() != Reference.Reading.WHATSAT) {
            return Optional.empty();
        }
        Optional<String> answer = server.asked(command);
        places += answer.isPresent() ? 1 : 0;
        return answer;
    }
}
