package herd;

import herd.node.ConfigException;
import herd.node.HerdConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/** Starts servers; a test has one that only says so. */
@FunctionalInterface
interface Starter {

    /** A server that answers. */
    interface Running {

        /** Where it listens for clients. */
        InetSocketAddress clientAddress();

        /** Completes when it has stopped: with an exception if it had to. */
        CompletionStage<Void> whenStopped();

        /** Stops it, and waits for that. */
        void close();
    }

    /** Starts one server of the herd. */
    Running start(HerdConfig config, String name) throws ConfigException, IOException;
}
