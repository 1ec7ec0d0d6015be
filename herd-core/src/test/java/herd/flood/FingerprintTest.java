package herd.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
    private static final BigInteger A = new BigInteger("9E3779B97F4A7C15", 16);
    private static final BigInteger B = new BigInteger("D1B54A32D192ED03", 16);

    @Test
    void isWhatItsDefinitionSays() {
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = new byte[random.nextInt(70)];
            random.nextBytes(bytes);
            long seed = random.nextInt(3) == 0 ? 0 : random.nextLong();
            assertEquals(
                    defined(seed, bytes),
                    Fingerprint.of(seed, bytes, 0, bytes.length),
                    () -> HexFormat.of().formatHex(bytes));
        }
    }

    @Test
    void hasTheValuesThatItsDocumentationGives() {
        assertEquals("D6CB8892A926A943", hexOf(""));
        assertEquals("32908715F33436FA", hexOf("a"));
        assertEquals("B6105E92F29DB5A1", hexOf("0123456789abcdef0"));
    }

    @Test
    void looksAtNothingAroundTheBytes() {
        Random random = new Random(2);
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = new byte[100];
            random.nextBytes(bytes);
            int from = random.nextInt(50);
            int to = from + random.nextInt(50);
            byte[] alone = Arrays.copyOfRange(bytes, from, to);
            assertEquals(
                    Fingerprint.of(alone, 0, alone.length), Fingerprint.of(bytes, from, to - from));
        }
    }

    @Test
    void changesWithEveryBit() {
        byte[] bytes =
                Lines.line("Hill", "kiwi", Lines.PLACE, "12", "13")
                        .getBytes(StandardCharsets.US_ASCII);
        long before = Fingerprint.of(bytes, 0, bytes.length);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertNotEquals(before, Fingerprint.of(bytes, 0, bytes.length));
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void idsThatCollideForOneSeedDoNotForAnother() {
        byte[] bytes = new byte[32];
        byte[] twin = bytes.clone();
        twin[7] ^= (byte) 0x80;
        int equalChanges = 0;
        long change = 0;
        for (long seed = 1; seed <= 1_000; seed++) {
            long newChange = Fingerprint.of(seed, bytes, 0, 16) ^ Fingerprint.of(seed, twin, 0, 16);
            equalChanges += newChange == change ? 1 : 0;
            change = newChange;
        }
        assertEquals(0, equalChanges, "what a flipped bit changes must depend on the seed");
    }

    private static String hexOf(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().withUpperCase().toHexDigits(Fingerprint.of(bytes, 0, bytes.length));
    }

    private static long defined(long seed, byte[] bytes) {
        BigInteger s = unsigned(seed);
        BigInteger h = s.xor(BigInteger.valueOf(bytes.length).multiply(A).mod(TWO_64));
        byte[] filled = Arrays.copyOf(bytes, (bytes.length + 15) / 16 * 16);
        for (int i = 0; i < filled.length; i += 16) {
            BigInteger u = littleEndian(filled, i);
            BigInteger v = littleEndian(filled, i + 8);
            h = fold(u.xor(A).xor(s), v.xor(h));
        }
        return fold(h.xor(A), B).longValue();
    }

    private static BigInteger fold(BigInteger x, BigInteger y) {
        BigInteger product = x.multiply(y);
        return product.shiftRight(64).xor(product.mod(TWO_64));
    }

    private static BigInteger littleEndian(byte[] bytes, int from) {
        byte[] reversed = new byte[8];
        for (int i = 0; i < 8; i++) {
            reversed[7 - i] = bytes[from + i];
        }
        return new BigInteger(1, reversed);
    }

    private static BigInteger unsigned(long value) {
        return BigInteger.valueOf(value).mod(TWO_64);
    }
}
