package herd.link;

/**
 * What a server's {@link Links} ask of the server that they belong to, and tell it. Neighbours are
 * places in {@link LinkSettings#neighbours}.
 *
 * <p><b>Threading.</b> Called on the thread that calls {@link Links}, during such a call. From
 * within these calls only the sending methods of {@link Links} may be called back.
 */
public interface LinkHost {

    /**
     * Connects to a neighbour's address. Answered later, or at once, with {@link Links#dialled} or
     * {@link Links#dialFailed}; there is never more than one dial to a neighbour under way.
     */
    void dial(int neighbour);

    /** Forgets the dial under way: neither of its answers is to be given any more. */
    void abandonDial(int neighbour);

    /**
     * Sets the one alarm of all links, replacing the one that was set: {@link Links#woken} is to be
     * called then, once.
     *
     * @param nanos on the monotonic clock; {@link Long#MAX_VALUE} for never
     */
    void wakeAt(long nanos);

    /** Fills all of the array with bits that nobody can predict. */
    void fillRandom(byte[] bytes);

    /** The neighbour's incarnation when its link was last up; 0 if it never was. */
    long rememberedIncarnation(int neighbour);

    /** The last sequence number applied from that incarnation; 0 if none was. */
    long appliedSeq(int neighbour);

    /** Up to where everything has been sent to the neighbour, or skipped: for a ping. */
    long sentUpTo(int neighbour);

    /** A link came up. What the neighbour said says where to go on sending (rule 7). */
    void up(int neighbour, Introduction theirs);

    /** The link that was up is no more. */
    void down(int neighbour, CloseReason why);

    /**
     * A record came. The line is sound, but whether it makes sense is not known. The bytes are the
     * host's during the call.
     *
     * @param seq above those before it on this link, but perhaps not above {@link #appliedSeq}: on
     *     a crossing, what a first link brought is brought again by the second
     */
    void record(int neighbour, long seq, byte[] bytes, int offset, int length);

    /** The neighbour has sent or skipped everything up to here. */
    void allSentUpTo(int neighbour, long seq);

    /** The neighbour begins again at 0; so does what has been applied from it. */
    void rewound(int neighbour);

    /**
     * What the neighbour holds, when it has sent all it has. Always preceded by {@link
     * #allSentUpTo} with the same tail.
     *
     * @param tail the neighbour's last sequence number
     * @param applied the last of this server's sequence numbers that the neighbour applied
     * @param count how many records it holds
     * @param sum the sum of their hashes
     */
    void audit(int neighbour, long tail, long applied, long count, long sum);

    /** Something for the log. */
    void report(LinkEvent event);
}
