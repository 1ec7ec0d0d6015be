package herd.net;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What other threads have handed in and the loop has not yet run: a stack without locks, taken
 * whole and turned round. Whoever hands in the first task of a batch learns that it is the first,
 * and is the only one that has to wake the loop.
 *
 * <p><b>Threading.</b> Any thread adds; loop only for the rest.
 */
final class TaskQueue {

    /** On the stack once no more tasks are taken. */
    private static final Task CLOSED = new Task(null);

    /** Written by the threads that hand in and by the loop that takes. */
    private final AtomicReference<Task> newest = new AtomicReference<>();

    /**
     * Adds a task.
     *
     * @return whether it is the first since the loop last took all there were
     */
    boolean add(Runnable work) {
        Task task = new Task(work);
        Task before;
        do {
            before = newest.get();
            if (before == CLOSED) {
                throw new RejectedExecutionException("the event loop has ended");
            }
            task.next = before;
        } while (!newest.compareAndSet(before, task));
        return before == null;
    }

    boolean isEmpty() {
        return newest.get() == null;
    }

    /**
     * Runs the tasks that are there, oldest first. What they hand in waits for the next call.
     *
     * @return whether there were any
     */
    boolean run(Callbacks callbacks) {
        return !isEmpty() && runAll(newest.getAndSet(null), callbacks);
    }

    /** Takes no more tasks from now on, and runs those that were taken. */
    void closeAndRun(Callbacks callbacks) {
        runAll(newest.getAndSet(CLOSED), callbacks);
    }

    /** Takes no more tasks from now on, and drops those that were taken. */
    void closeAndDrop() {
        newest.set(CLOSED);
    }

    private static boolean runAll(Task youngest, Callbacks callbacks) {
        Task oldest = null;
        Task task = youngest;
        while (task != null && task != CLOSED) {
            Task next = task.next;
            task.next = oldest;
            oldest = task;
            task = next;
        }
        for (Task due = oldest; due != null; due = due.next) {
            callbacks.run(due.work);
        }
        return oldest != null;
    }

    private static final class Task {
        private final Runnable work;
        private Task next;

        private Task(Runnable work) {
            this.work = work;
        }
    }
}
