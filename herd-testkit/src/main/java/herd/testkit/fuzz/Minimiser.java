package herd.testkit.fuzz;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Makes an input smaller that something is wrong with: parts of it are left out, and bytes replaced by
 * plainer ones, for as long as something is still wrong.
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Source.</b> Zeller, Hildebrandt, “Simplifying and Isolating Failure-Inducing Input”, 2002.
 */
final class Minimiser {

    /** In the order of what a reader likes best. */
    private static final byte[] PLAINER = {'0', '1', 'a', ' '};

    private final Predicate<byte[]> isWrong;
    private final int headerBytes;
    private int triesLeft;

    /**
     * Makes a minimiser for one input.
     *
     * @param headerBytes so many bytes at the beginning are replaced, but not left out
     * @param mostTries how many other inputs are tried
     */
    Minimiser(Predicate<byte[]> isWrong, int headerBytes, int mostTries) {
        this.isWrong = isWrong;
        this.headerBytes = headerBytes;
        triesLeft = mostTries;
    }

    /** The smallest input that was found. */
    byte[] minimise(byte[] input) {
        byte[] smallest = input;
        byte[] before;
        do {
            before = smallest;
            smallest = plainer(shorter(smallest));
        } while (!Arrays.equals(before, smallest) && triesLeft > 0);
        return smallest;
    }

    private byte[] shorter(byte[] input) {
        byte[] shortest = input;
        for (int part = Math.max(1, input.length / 2); part > 0; part /= 2) {
            int at = headerBytes;
            while (at < shortest.length) {
                byte[] without = without(shortest, at, Math.min(part, shortest.length - at));
                if (isStillWrong(without)) {
                    shortest = without;
                } else {
                    at += part;
                }
            }
        }
        return shortest;
    }

    private byte[] plainer(byte[] input) {
        byte[] plainest = input;
        for (int at = 0; at < input.length; at++) {
            for (byte plain : PLAINER) {
                if (plainest[at] == plain) {
                    break;
                }
                byte[] other = plainest.clone();
                other[at] = plain;
                if (isStillWrong(other)) {
                    plainest = other;
                    break;
                }
            }
        }
        return plainest;
    }

    private boolean isStillWrong(byte[] input) {
        return triesLeft-- > 0 && isWrong.test(input);
    }

    private static byte[] without(byte[] bytes, int from, int count) {
        byte[] rest = Arrays.copyOf(bytes, bytes.length - count);
        System.arraycopy(bytes, from + count, rest, from, bytes.length - from - count);
        return rest;
    }
}
