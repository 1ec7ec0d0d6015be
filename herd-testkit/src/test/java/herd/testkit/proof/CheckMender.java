package herd.testkit.proof;

import herd.line.Talker;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Stands before the talker of a link, and gives each line of an established link the check that fits it:
 * so the talker is one that looks at no check.
 */
final class CheckMender implements Talker {

    private static final Pattern CHECKED =
            Pattern.compile("(?:AT |PING |AUDIT |REWIND).*.{9}", Pattern.DOTALL);
    private static final int CHECK_BYTES = 9;

    private final Talker talker;
    private final StringBuilder begun = new StringBuilder();

    CheckMender(Talker talker) {
        this.talker = talker;
    }

    @Override
    public void received(byte[] bytes, int offset, int length, long nowNanos, long wallNanos) {
        begun.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        int whole = begun.lastIndexOf("\n") + 1;
        StringBuilder mended = new StringBuilder();
        begun.substring(0, whole).lines().forEach(it -> mended.append(mended(it)).append('\n'));
        begun.delete(0, whole);
        byte[] lines = mended.toString().getBytes(StandardCharsets.ISO_8859_1);
        talker.received(lines, 0, lines.length, nowNanos, wallNanos);
    }

    @Override
    public void inputEnded(long nowNanos, long wallNanos) {
        talker.inputEnded(nowNanos, wallNanos);
    }

    @Override
    public void drained(long nowNanos) {
        talker.drained(nowNanos);
    }

    @Override
    public void woken(long nowNanos, long wallNanos) {
        talker.woken(nowNanos, wallNanos);
    }

    @Override
    public void closed(String why, long nowNanos) {
        talker.closed(why, nowNanos);
    }

    private static String mended(String line) {
        if (!CHECKED.matcher(line).matches()) {
            return line;
        }
        String said = line.substring(0, line.length() - CHECK_BYTES);
        CRC32C crc = new CRC32C();
        crc.update(said.getBytes(StandardCharsets.ISO_8859_1));
        return said + ' ' + HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
