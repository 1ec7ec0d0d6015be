package herd.testkit.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import herd.line.Talker;
import java.util.function.BinaryOperator;

/** Hears something else than what was said, as long as it is of the same length. */
final class WrongEar implements Talker {

    private final Talker sound;
    private final BinaryOperator<String> hearing;
    private final long clockIsWrongBy;
    private String line = "";

    private WrongEar(Talker sound, BinaryOperator<String> hearing, long clockIsWrongBy) {
        this.sound = sound;
        this.hearing = hearing;
        this.clockIsWrongBy = clockIsWrongBy;
    }

    /** Hears what the function makes of the line so far, and of the piece that comes now. */
    static Talker hearing(Talker sound, BinaryOperator<String> hearing) {
        return new WrongEar(sound, hearing, 0);
    }

    /** Hears everything at another time of the day. */
    static Talker late(Talker sound, long nanos) {
        return new WrongEar(sound, (before, piece) -> piece, nanos);
    }

    @Override
    public void received(byte[] bytes, int offset, int length, long nowNanos, long wallNanos) {
        String piece = new String(bytes, offset, length, ISO_8859_1);
        byte[] heard = hearing.apply(line, piece).getBytes(ISO_8859_1);
        line = (line + piece).substring((line + piece).lastIndexOf('\n') + 1);
        sound.received(heard, 0, heard.length, nowNanos, wallNanos + clockIsWrongBy);
    }

    @Override
    public void inputEnded(long nowNanos, long wallNanos) {
        sound.inputEnded(nowNanos, wallNanos + clockIsWrongBy);
    }

    @Override
    public void drained(long nowNanos) {
        sound.drained(nowNanos);
    }

    @Override
    public void woken(long nowNanos, long wallNanos) {
        sound.woken(nowNanos, wallNanos);
    }

    @Override
    public void closed(String why, long nowNanos) {
        sound.closed(why, nowNanos);
    }
}
