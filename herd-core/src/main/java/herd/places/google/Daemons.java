package herd.places.google;

import java.util.concurrent.ThreadFactory;

/** Makes threads that keep no program from ending. */
record Daemons(ThreadGroup group, String name) implements ThreadFactory {

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(group, work, name);
        thread.setDaemon(true);
        return thread;
    }
}
