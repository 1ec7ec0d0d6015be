package herd.testkit.places;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * As much of ASN.1's distinguished encoding as a certificate takes: a tag, a length, what is within.
 *
 * <p><b>Source.</b> ITU-T X.690.
 */
final class Der {

    private static final DateTimeFormatter SHORT_YEAR = DateTimeFormatter.ofPattern("yyMMddHHmmss");
    private static final DateTimeFormatter LONG_YEAR =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private Der() {}

    static byte[] sequence(byte[]... items) {
        return tagged(0x30, items);
    }

    static byte[] set(byte[]... items) {
        return tagged(0x31, items);
    }

    /** A small number that is not negative, or the bytes of a larger one. */
    static byte[] integer(byte... bigEndian) {
        return tagged(0x02, bigEndian);
    }

    /** A name of something, its numbers encoded already. */
    static byte[] objectId(int... encoded) {
        byte[] bytes = new byte[encoded.length];
        for (int i = 0; i < encoded.length; i++) {
            bytes[i] = (byte) encoded[i];
        }
        return tagged(0x06, bytes);
    }

    static byte[] text(String text) {
        return tagged(0x0C, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] octets(byte[] within) {
        return tagged(0x04, within);
    }

    /** Whole bytes as bits. */
    static byte[] bits(byte[] within) {
        return tagged(0x03, new byte[1], within);
    }

    /** A time, with two digits of the year as long as X.509 wants it so. */
    static byte[] time(ZonedDateTime time) {
        ZonedDateTime utc = time.withZoneSameInstant(ZoneOffset.UTC);
        boolean isShort = utc.getYear() < 2050;
        String text = (isShort ? SHORT_YEAR : LONG_YEAR).format(utc) + "Z";
        return tagged(isShort ? 0x17 : 0x18, text.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] tagged(int tag, byte[]... items) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] item : items) {
            content.writeBytes(item);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = content.size();
        if (length >= 0x100) {
            // Two bytes of length: up to 65,535, more than any certificate of ours has.
            whole.write(0x82);
            whole.write(length >>> 8);
        } else if (length >= 0x80) {
            whole.write(0x81);
        }
        whole.write(length);
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
