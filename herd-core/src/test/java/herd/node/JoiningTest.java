package herd.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import herd.engine.EngineSettings;
import herd.journal.Journal;
import herd.journal.JournalSettings;
import herd.link.HerdSettings;
import herd.link.LinkSettings;
import herd.link.Secrets;
import herd.link.VersionRange;
import herd.net.EventLoop;
import herd.net.ListenSettings;
import herd.net.Listener;
import herd.net.LoopSettings;
import herd.places.LookUpLimits;
import herd.places.offline.OfflineService;
import herd.session.SessionLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
                Journal journal = Journal.open(folder.resolve("log"), settings());
                OfflineService places = new OfflineService()) {
            ServerLoop server =
                    new ServerLoop(
                            loop,
                            journal,
                            engine(),
                            new Dialler(List.of(), ServerStart.linkConnections(), Runnable::run),
                            new PlacesGate(places));
            Listener clients =
                    loop.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), server);
            try (Socket client = connect(clients.address())) {
                client.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
                loop.execute(
                        new Joining(
                                server,
                                secrets(),
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

    private static JournalSettings settings() {
        return new JournalSettings(1 << 20, 1, false, trouble -> {});
    }

    private static Secrets secrets() {
        return Secrets.of(new byte[32]);
    }

    private static EngineSettings engine() {
        HerdSettings herd = new HerdSettings(Duration.ofHours(1), 1_000, true, 1_000);
        LinkSettings link =
                new LinkSettings("Alone", List.of(), 1, secrets(), VersionRange.SPOKEN, herd);
        return new EngineSettings(
                link,
                new SessionLimits(1_000, 10_000, 10, Duration.ofHours(1).toNanos()),
                LookUpLimits.DEFAULT,
                Duration.ofSeconds(1).toNanos(),
                1 << 20);
    }
}
