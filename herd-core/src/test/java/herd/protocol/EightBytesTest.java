package herd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Against loops over the bytes. */
class EightBytesTest {

    private final SplittableRandom random = new SplittableRandom(8);
    private final byte[] bytes = new byte[EightBytes.COUNT];

    @Test
    void hasZerosForWhatIsBehindTheArray() {
        for (int length = 0; length < 20; length++) {
            byte[] array = new byte[length];
            random.nextBytes(array);
            for (int at = 0; at <= length; at++) {
                long eight = EightBytes.get(array, at);
                for (int i = 0; i < EightBytes.COUNT; i++) {
                    int expected = at + i < length ? array[at + i] & 0xFF : 0;
                    assertEquals(expected, eight >>> 8 * i & 0xFF, length + ", " + at + ", " + i);
                }
            }
        }
    }

    @Test
    void writesWhatItReads() {
        random.nextBytes(bytes);
        byte[] copy = new byte[EightBytes.COUNT + 2];
        EightBytes.set(copy, 1, EightBytes.get(bytes, 0));
        assertEquals(EightBytes.get(bytes, 0), EightBytes.get(copy, 1));
        assertEquals(0, copy[0] | copy[9]);
    }

    @Test
    void tellsDigitsFromAllOtherBytes() {
        forBytesOfAllKinds(
                () -> {
                    long others = EightBytes.noDigits(EightBytes.get(bytes, 0));
                    long gathered = EightBytes.gather(others);
                    for (int i = 0; i < EightBytes.COUNT; i++) {
                        boolean other = bytes[i] < '0' || bytes[i] > '9';
                        assertEquals(other ? 0x80 : 0, others >>> 8 * i & 0xFF, this::text);
                        assertEquals(other ? 1 : 0, gathered >>> i & 1, this::text);
                    }
                    assertEquals(0, gathered >>> EightBytes.COUNT);
                    assertEquals(first(b -> b < '0' || b > '9'), EightBytes.before(others));
                });
    }

    @Test
    void findsTheFirstByteThatIsASpaceOrBelow() {
        forBytesOfAllKinds(
                () -> {
                    long found = EightBytes.upToSpace(EightBytes.get(bytes, 0));
                    assertEquals(first(b -> b <= ' '), EightBytes.before(found), this::text);
                });
    }

    @Test
    void comparesTextsOfOneLengthAsNumbersAndShorterOnesAsSmaller() {
        for (int number = 0; number < 1000; number++) {
            String digits = String.valueOf(number);
            put(digits + "+.x7\u00ff99");
            long text = EightBytes.text(EightBytes.get(bytes, 0), digits.length());
            assertEquals(number < 180, text < ('1' << 16 | '8' << 8 | '0'), digits);
            assertEquals(number < 90, text < ('9' << 8 | '0'), digits);
        }
    }

    @Test
    void readsNumbersOfEveryLength() {
        for (int i = 0; i < 100_000; i++) {
            int count = 1 + i % EightBytes.COUNT;
            String digits = digits(random.nextInt(100_000_000)).substring(0, count);
            put(digits + "\u00ff \0007654321");
            int number = EightBytes.number(EightBytes.get(bytes, 0), count);
            assertEquals(Integer.parseInt(digits), number, digits);
        }
    }

    @Test
    void spellsEveryNumberOfEightDigits() {
        long[] four = new long[10_000];
        for (int i = 0; i < four.length; i++) {
            put(digits(i).substring(4) + "\0\0\0\0");
            four[i] = EightBytes.get(bytes, 0);
        }
        for (int left = 0; left < four.length; left++) {
            for (int right = 0; right < four.length; right++) {
                int number = 10_000 * left + right;
                if (EightBytes.spell(number) != (four[left] | four[right] << 32)) {
                    assertEquals(four[left] | four[right] << 32, EightBytes.spell(number));
                }
            }
        }
    }

    /** Each byte there is, in each place, among bytes close to the limits and any. */
    private void forBytesOfAllKinds(Runnable check) {
        String limits = "/0129: !\u001f\0\u007f\u0080\u00ff\u00a0\u00b0";
        for (int i = 0; i < 256 * EightBytes.COUNT * 20; i++) {
            random.nextBytes(bytes);
            for (int at = 0; at < EightBytes.COUNT; at++) {
                if (random.nextInt(4) > 0) {
                    bytes[at] = (byte) limits.charAt(random.nextInt(limits.length()));
                }
            }
            bytes[i % EightBytes.COUNT] = (byte) (i / EightBytes.COUNT);
            check.run();
        }
    }

    private int first(IntPredicate found) {
        for (int i = 0; i < EightBytes.COUNT; i++) {
            if (found.test(bytes[i] & 0xFF)) {
                return i;
            }
        }
        return EightBytes.COUNT;
    }

    private void put(String text) {
        for (int i = 0; i < EightBytes.COUNT; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
    }

    private static String digits(int number) {
        return String.valueOf(100_000_000 + number).substring(1);
    }

    private String text() {
        return Arrays.toString(bytes);
    }
}
