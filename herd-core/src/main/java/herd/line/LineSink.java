package herd.line;

/** What a {@link LineReader} hands its lines to. The bytes are the callee's only during the call. */
public interface LineSink {

    /**
     * Takes one whole line, without its end.
     *
     * @return whether to go on with the next line now
     */
    boolean line(byte[] bytes, int offset, int length);

    /**
     * Takes one piece of a line that is longer than the limit. The pieces of one line follow each
     * other; put together they are the line, without its end.
     *
     * @param begins whether this is the line's first piece
     * @param ends whether this is its last piece, which may be empty
     * @return whether to go on now
     */
    boolean piece(byte[] bytes, int offset, int length, boolean begins, boolean ends);
}
