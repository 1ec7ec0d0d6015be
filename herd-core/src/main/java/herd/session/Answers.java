package herd.session;

import herd.line.Pipe;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The answers of one connection from its first open question on, sent in the order of its commands: an
 * answer that comes while an earlier question is still open waits behind it.
 *
 * <p><b>Why.</b> Made when a question is asked, and left when the last is answered: with none open an
 * answer goes straight to the pipe, and a client that only reports has no queue to hold.
 */
final class Answers {

    /** Bytes that wait behind a question: the answers given since. */
    private static final class Run {
        private byte[] bytes = new byte[256];
        private int length;

        void add(byte[] from, int offset, int count) {
            if (length + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
            }
            System.arraycopy(from, offset, bytes, length, count);
            length += count;
        }
    }

    private final Pipe pipe;

    /** Open questions, answered ones behind them, and runs; begins with an open question. */
    private final Deque<Object> queue = new ArrayDeque<>(2);

    private long bytes;

    Answers(Pipe pipe) {
        this.pipe = pipe;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Answers and open questions that wait, counting a run as one. */
    int count() {
        return queue.size();
    }

    /** The bytes that wait here. */
    long bytes() {
        return bytes;
    }

    /** Takes bytes behind a question, or behind others that wait there. */
    void add(byte[] from, int offset, int length) {
        if (!(queue.peekLast() instanceof Run)) {
            queue.addLast(new Run());
        }
        if (queue.peekLast() instanceof Run run) {
            run.add(from, offset, length);
            bytes += length;
        }
    }

    void add(OpenQuestion question) {
        queue.addLast(question);
    }

    /** Sends what has become due now that this question has its answer. */
    void answered(OpenQuestion question) {
        bytes += question.text().length;
        while (!queue.isEmpty()) {
            Object first = queue.peekFirst();
            if (first instanceof OpenQuestion it && !it.isAnswered()) {
                return;
            }
            queue.removeFirst();
            send(first);
        }
    }

    /** Leaves everything, and hands each question that is still open to the caller. */
    void abandon(Consumer<OpenQuestion> open) {
        for (Object each : queue) {
            if (each instanceof OpenQuestion question && !question.isAnswered()) {
                open.accept(question);
            }
        }
        queue.clear();
        bytes = 0;
    }

    private void send(Object due) {
        if (due instanceof Run run) {
            bytes -= run.length;
            pipe.offer(run.bytes, 0, run.length);
        } else if (due instanceof OpenQuestion question) {
            bytes -= question.text().length;
            pipe.offer(question.text(), 0, question.text().length);
        } else {
            throw new AssertionError(due);
        }
    }
}
