package herd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class TaskQueueTest {

    private final TaskQueue queue = new TaskQueue();
    private final List<String> ran = new ArrayList<>();
    private final Callbacks callbacks =
            new Callbacks(LoopTroubles.logged(), new Tally(), new Outgoing(1024));

    @Test
    void runsTasksInTheOrderTheyCame() {
        queue.add(() -> ran.add("first"));
        queue.add(() -> ran.add("second"));
        assertTrue(queue.run(callbacks));
        assertEquals(List.of("first", "second"), ran);
        assertTrue(queue.isEmpty());
        assertFalse(queue.run(callbacks));
    }

    @Test
    void asksForOneWakeUpPerBatch() {
        assertTrue(queue.add(() -> {}));
        assertFalse(queue.add(() -> {}));
        queue.run(callbacks);
        assertTrue(queue.add(() -> {}));
    }

    @Test
    void leavesWhatTasksHandInForTheNextTurn() {
        queue.add(
                () -> {
                    ran.add("outer");
                    queue.add(() -> ran.add("inner"));
                });
        queue.run(callbacks);
        assertEquals(List.of("outer"), ran);
        queue.run(callbacks);
        assertEquals(List.of("outer", "inner"), ran);
    }

    @Test
    void runsWhatItTookAndRefusesTheRestWhenClosed() {
        queue.add(() -> ran.add("taken"));
        queue.closeAndRun(callbacks);
        assertEquals(List.of("taken"), ran);
        assertThrows(RejectedExecutionException.class, () -> queue.add(() -> {}));
        queue.closeAndRun(callbacks);
        assertEquals(List.of("taken"), ran);
    }
}
