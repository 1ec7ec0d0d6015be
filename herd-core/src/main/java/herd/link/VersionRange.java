package herd.link;

import java.util.OptionalInt;

/**
 * The versions of the link protocol that a server speaks, so that a herd can be upgraded one server
 * at a time.
 *
 * @param min at least 1
 * @param max at least {@code min}, at most {@link #GREATEST}
 */
public record VersionRange(int min, int max) {

    /** The greatest version that can be spelled. */
    public static final int GREATEST = 999;

    /** What this code speaks. */
    public static final VersionRange SPOKEN = new VersionRange(1, 1);

    /** Checks the range. */
    public VersionRange {
        if (min < 1 || max < min || max > GREATEST) {
            throw new IllegalArgumentException("not a range of versions: " + min + ".." + max);
        }
    }

    /** The greatest version that both ranges have, if they have one. */
    public OptionalInt common(VersionRange other) {
        int greatest = Math.min(max, other.max);
        return greatest >= Math.max(min, other.min)
                ? OptionalInt.of(greatest)
                : OptionalInt.empty();
    }

    boolean contains(long version) {
        return version >= min && version <= max;
    }
}
