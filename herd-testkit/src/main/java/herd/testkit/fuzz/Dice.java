package herd.testkit.fuzz;

/**
 * Chance that repeats itself: each input has throws of its own, which depend on the seed and on the
 * number of the input alone.
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Source.</b> Steele, Lea, Flood, “Fast Splittable Pseudorandom Number Generators”, 2014.
 */
final class Dice {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    /** Begins the throws for one input. */
    Dice begin(long seed, long number) {
        state = mixed(mixed(seed) + GOLDEN_GAMMA * number);
        return this;
    }

    /** 64 random bits. */
    long bits() {
        state += GOLDEN_GAMMA;
        return mixed(state);
    }

    /** A number in [0, bound). */
    int below(int bound) {
        return (int) ((bits() >>> 32) * bound >>> 32);
    }

    /** A number in [least, most]. */
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** True once in so many times. */
    boolean oneIn(int times) {
        return below(times) == 0;
    }

    /** One of them. */
    String pick(String[] from) {
        return from[below(from.length)];
    }

    private static long mixed(long bits) {
        long z = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
