package herd.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import herd.journal.Journal;
import herd.net.EventLoop;
import herd.net.ListenSettings;
import herd.net.Listener;
import herd.net.LoopSettings;
import herd.places.offline.OfflineService;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a server begins to turn to its neighbours. */
class JoiningTest {

    @TempDir Path folder;

    /** What it loads for them takes the processor for longer than a client waits for an answer. */
    @Test
    void beginsWhenThoseWhoCameBeforeTheFirstTurnAreAnswered() throws Exception {
        CompletableFuture<Integer> answered = new CompletableFuture<>();
        try (EventLoop loop = EventLoop.open(LoopSettings.defaults());
                Journal journal = ServerLoops.journal(folder.resolve("log"));
                OfflineService places = new OfflineService()) {
            ServerLoop server = ServerLoops.alone(loop, journal, places);
            Listener clients =
                    loop.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), server);
            try (Socket client = connect(clients.address())) {
                client.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
                loop.execute(
                        new Joining(
                                server,
                                ServerLoops.secrets(),
                                null,
                                ListenSettings.defaults(),
                                work -> answered.complete(available(client))));
                loop.start();
                assertEquals("? hello\n".length(), answered.get(10, TimeUnit.SECONDS));
            }
        }
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        return new Socket(address.getAddress(), address.getPort());
    }

    private static int available(Socket client) {
        try {
            InputStream in = client.getInputStream();
            return in.available();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
