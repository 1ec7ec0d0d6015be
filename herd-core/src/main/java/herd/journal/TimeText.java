package herd.journal;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Spells times as {@code 2018-03-02T20:52:14.918963997Z}. The text of the last second is kept, for
 * most entries fall into the same one as the entry before.
 *
 * <p><b>Threading.</b> One thread.
 */
final class TimeText {

    /** How long the text is. */
    static final int LENGTH = 30;

    private static final long NANOS = 1_000_000_000L;
    private static final int NANOS_AT = 20;

    private final byte[] text = new byte[LENGTH];
    private long second = Long.MIN_VALUE;

    /** The time that the text says: all messages of one read have the same. */
    private long spelled = Long.MIN_VALUE;

    TimeText() {
        text[4] = '-';
        text[7] = '-';
        text[10] = 'T';
        text[13] = ':';
        text[16] = ':';
        text[19] = '.';
        text[LENGTH - 1] = 'Z';
    }

    /**
     * Spells a time.
     *
     * @param wallNanos nanoseconds since 1970
     */
    void spell(long wallNanos, byte[] to, int at) {
        if (wallNanos != spelled) {
            long itsSecond = Math.floorDiv(wallNanos, NANOS);
            if (itsSecond != second) {
                spellSecond(itsSecond);
            }
            digits(NANOS_AT, 9, (int) (wallNanos - itsSecond * NANOS));
            spelled = wallNanos;
        }
        System.arraycopy(text, 0, to, at, LENGTH);
    }

    private void spellSecond(long itsSecond) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(itsSecond, 0, ZoneOffset.UTC);
        digits(0, 4, time.getYear());
        digits(5, 2, time.getMonthValue());
        digits(8, 2, time.getDayOfMonth());
        digits(11, 2, time.getHour());
        digits(14, 2, time.getMinute());
        digits(17, 2, time.getSecond());
        second = itsSecond;
    }

    private void digits(int at, int count, int number) {
        int rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
