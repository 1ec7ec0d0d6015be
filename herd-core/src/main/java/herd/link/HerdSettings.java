package herd.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings that servers compare when a link comes up. All but {@code maxClients} must be the
 * same in the whole herd: with another {@code maxFuture} two servers would order the same records
 * differently, with another line limit one would send what the other refuses.
 *
 * @param maxFuture how far ahead of its receipt a client's time counts; more than zero
 * @param maxLineBytes the longest client line; at least 1
 * @param sync whether a neighbour is caught up when a link comes up
 * @param maxClients how many clients are remembered; at least 1
 */
public record HerdSettings(Duration maxFuture, int maxLineBytes, boolean sync, int maxClients) {

    /** Checks the ranges. */
    public HerdSettings {
        if (maxFuture.toNanos() < 1) {
            throw new IllegalArgumentException("maxFuture is not positive: " + maxFuture);
        }
        if (maxLineBytes < 1) {
            throw new IllegalArgumentException("maxLineBytes is not positive: " + maxLineBytes);
        }
        if (maxClients < 1) {
            throw new IllegalArgumentException("maxClients is not positive: " + maxClients);
        }
    }

    /** What keeps servers with these and with the other settings apart, in words; empty: nothing. */
    public List<String> conflictsWith(HerdSettings other) {
        List<String> conflicts = new ArrayList<>();
        if (!maxFuture.equals(other.maxFuture)) {
            conflicts.add(conflict("max-future", maxFuture, other.maxFuture));
        }
        if (maxLineBytes != other.maxLineBytes) {
            conflicts.add(conflict("max-line-bytes", maxLineBytes, other.maxLineBytes));
        }
        if (sync != other.sync) {
            conflicts.add(conflict("sync", sync, other.sync));
        }
        return List.copyOf(conflicts);
    }

    private static String conflict(String key, Object here, Object there) {
        return key + " is " + here + " here and " + there + " there";
    }
}
