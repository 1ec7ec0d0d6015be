package herd.link;

import java.time.Duration;
import java.util.Optional;

/**
 * What one end of a new link tells the other about itself, under the protection of its proof.
 *
 * @param incarnation of the sender; never 0
 * @param dialNumber the number of this connection among its dialler's dials to the other
 * @param lost the link to the other that the sender last had up and has no more, if there was one
 * @param rememberedIncarnation the receiver's incarnation as the sender remembers it; 0: none
 * @param appliedSeq the last sequence number that the sender applied from that incarnation
 * @param settings of the sender
 * @param wallNanos the sender's clock, in nanoseconds since 1970
 */
public record Introduction(
        long incarnation,
        long dialNumber,
        Optional<LinkName> lost,
        long rememberedIncarnation,
        long appliedSeq,
        HerdSettings settings,
        long wallNanos) {

    private static final String NONE = "-";

    /** How far the sender's clock is ahead of one that shows this now; held within a long. */
    long aheadNanos(long nowWallNanos) {
        return Math.max(wallNanos, 0) - Math.max(nowWallNanos, 0);
    }

    String spelled() {
        return String.join(
                " ",
                Words.hex(incarnation),
                Long.toString(dialNumber),
                lost.map(LinkName::toString).orElse(NONE),
                rememberedIncarnation == 0 ? NONE : Words.hex(rememberedIncarnation),
                Long.toString(appliedSeq),
                Long.toString(settings.maxFuture().toNanos()),
                Integer.toString(settings.maxLineBytes()),
                Boolean.toString(settings.sync()),
                Integer.toString(settings.maxClients()),
                Long.toString(Math.max(wallNanos, 0)));
    }

    /** Reads what {@link #spelled} wrote; empty if nobody would have written that. */
    static Optional<Introduction> read(String text) {
        Words words = new Words(text);
        long incarnation = words.hexLong();
        long dialNumber = words.number(1, Long.MAX_VALUE);
        Optional<LinkName> lost = words.skip(NONE) ? Optional.empty() : Optional.of(words.link());
        long remembered = words.skip(NONE) ? 0 : words.hexLong();
        long appliedSeq = words.number(0, Long.MAX_VALUE);
        long maxFutureNanos = words.number(1, Long.MAX_VALUE);
        long maxLineBytes = words.number(1, Integer.MAX_VALUE);
        boolean sync = words.truth();
        long maxClients = words.number(1, Integer.MAX_VALUE);
        long wallNanos = words.number(0, Long.MAX_VALUE);
        if (!words.allRead() || incarnation == 0) {
            return Optional.empty();
        }
        HerdSettings settings =
                new HerdSettings(
                        Duration.ofNanos(maxFutureNanos),
                        (int) maxLineBytes,
                        sync,
                        (int) maxClients);
        return Optional.of(
                new Introduction(
                        incarnation,
                        dialNumber,
                        lost,
                        remembered,
                        appliedSeq,
                        settings,
                        wallNanos));
    }
}
