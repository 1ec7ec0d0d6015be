package herd.link;

/**
 * How long to wait before the next dial to a neighbour: a random part of a time that begins with 50
 * ms and doubles up to 1 s, so that a herd that was cut does not come back in one beat.
 *
 * <p>It starts over after a link that was up for 10 s, and when the neighbour dials in and comes
 * up: it is there, so it is worth trying at once. The latter happens only once in 10 s, or two
 * servers whose links break as soon as they are up would start each other over, for ever.
 *
 * <p><b>Source.</b> PROTOCOL.md, Flooding, rule 13.
 */
final class Redial {

    static final long FIRST_NANOS = 50_000_000;
    static final long LAST_NANOS = 1_000_000_000;
    static final long PROVEN_NANOS = 10_000_000_000L;

    private final LinkRules rules;
    private long mostNanos = FIRST_NANOS;
    private boolean startedOver;
    private long startedOverNanos;

    Redial(LinkRules rules) {
        this.rules = rules;
    }

    /** The delay before the next try, and doubles the one after. */
    long nextDelayNanos(long randomBits) {
        long delayNanos = Math.multiplyHigh(randomBits >>> 1, 2 * (mostNanos + 1));
        mostNanos = Math.min(2 * mostNanos, rules.lastRedialNanos());
        return delayNanos;
    }

    /** A link was up for this long, and is down. */
    void wasUpFor(long upNanos) {
        if (upNanos >= PROVEN_NANOS) {
            mostNanos = FIRST_NANOS;
        }
    }

    /** The neighbour has dialled in, and the link is up. */
    void dialledIn(long nowNanos) {
        if (!startedOver || nowNanos - startedOverNanos >= PROVEN_NANOS) {
            startedOver = true;
            startedOverNanos = nowNanos;
            mostNanos = FIRST_NANOS;
        }
    }
}
