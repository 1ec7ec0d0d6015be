package herd.session;

/**
 * One WHATSAT that waits for its places, at its place in the order of its connection's answers.
 *
 * <p><b>Threading.</b> Only on the thread that owns the server's state.
 */
final class OpenQuestion implements Question {

    private final Session session;
    private byte[] answer;

    OpenQuestion(Session session) {
        this.session = session;
    }

    @Override
    public void answer(byte[] text) {
        if (answer != null) {
            throw new IllegalStateException("answered twice");
        }
        answer = text;
        session.answered(this);
    }

    boolean isAnswered() {
        return answer != null;
    }

    byte[] text() {
        return answer;
    }
}
