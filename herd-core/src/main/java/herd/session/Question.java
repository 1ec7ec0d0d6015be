package herd.session;

/** A WHATSAT that waits for its places. */
public interface Question {

    /**
     * Answers it, once. Nothing comes of it if the asker has gone.
     *
     * @param text the whole answer as it is sent, never changed afterwards: the AT line, the places
     *     and their line ends
     */
    void answer(byte[] text);
}
