package herd.link;

import java.util.List;

/**
 * Something about a link that an operator wants to read. These are edges: what repeats with every
 * try is reported the first time only, until the link has been up.
 */
public sealed interface LinkEvent {

    /** The event in words, for the log. */
    String text();

    /**
     * A link came up.
     *
     * @param previousSecret whether this server's previous secret was what the two have in common
     */
    record Up(String neighbour, LinkName link, int version, boolean previousSecret)
            implements LinkEvent {
        @Override
        public String text() {
            String known = previousSecret ? ", by the previous secret" : "";
            return "link to " + neighbour + " up: " + link + ", version " + version + known;
        }
    }

    /** A link that was up is no more. */
    record Down(String neighbour, LinkName link, CloseReason why, String detail)
            implements LinkEvent {
        @Override
        public String text() {
            return "link to " + neighbour + " down: " + link + ", " + because(why, detail);
        }
    }

    /** A dial failed, the first one since the link was up. It is tried again for ever. */
    record DialFailed(String neighbour, CloseReason why, String detail) implements LinkEvent {
        @Override
        public String text() {
            return "no link to " + neighbour + " yet: " + because(why, detail);
        }
    }

    /** A neighbour's proof was good, but its settings keep the two apart. */
    record SettingsDiffer(String neighbour, List<String> conflicts) implements LinkEvent {
        @Override
        public String text() {
            return "no link to " + neighbour + ": " + String.join("; ", conflicts);
        }
    }

    /**
     * A neighbour's clock is far from this server's.
     *
     * @param aheadNanos how far the neighbour's clock is ahead; negative: behind
     * @param refused whether it is too far for a link
     */
    record ClocksApart(String neighbour, long aheadNanos, boolean refused) implements LinkEvent {
        @Override
        public String text() {
            return (refused ? "no link to " + neighbour + ": " : "")
                    + "the clock of "
                    + neighbour
                    + " is "
                    + Math.abs(aheadNanos / 1_000_000)
                    + " ms "
                    + (aheadNanos < 0 ? "behind" : "ahead");
        }
    }

    /** A link came up, but will not be audited: the two remember different numbers of clients. */
    record MaxClientsDiffer(String neighbour, int here, int there) implements LinkEvent {
        @Override
        public String text() {
            return "no audit with "
                    + neighbour
                    + ": max-clients is "
                    + here
                    + " here and "
                    + there
                    + " there";
        }
    }

    /**
     * A connection to the neighbour port ended before it proved anything.
     *
     * @param claimedName the name it gave, unproven; empty if it gave none
     */
    record StrangerLeft(String claimedName, CloseReason why, String detail) implements LinkEvent {
        @Override
        public String text() {
            String name = claimedName.isEmpty() ? "" : " that calls itself " + claimedName;
            return "stranger" + name + " left: " + because(why, detail);
        }
    }

    private static String because(CloseReason why, String detail) {
        return detail.isEmpty() ? why.text() : why.text() + " (" + detail + ")";
    }
}
