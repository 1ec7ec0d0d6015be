package herd.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that runs out of descriptors, and prints what became of its loop. */
final class FewDescriptors {

    private static final int MOST_TURNS_PER_FAILURE = 4;
    private static final Duration BACK_OFF = Duration.ofMillis(10);
    private static final int FAILURES = 10;

    private final List<Socket> clients = new ArrayList<>();
    private final List<Long> turnsAtFailure = new ArrayList<>();
    private final List<Long> nanosAtFailure = new ArrayList<>();
    private final CompletableFuture<Void> failedOften = new CompletableFuture<>();
    private EventLoop loop;

    private FewDescriptors() {}

    public static void main(String[] arguments) throws Exception {
        new FewDescriptors().run();
    }

    private void run() throws Exception {
        LoopSettings settings = LoopSettings.defaults().withTroubles(new Noted());
        loop =
                EventLoop.open(
                        settings.withBounds(
                                settings.bounds()
                                        .withMaxConnections(1000)
                                        .withAccepting(64, BACK_OFF)));
        InetSocketAddress address = loop.listen(LoopRig.anyPort(), EchoExample::new).address();
        loop.counters();
        loop.start();
        // Makes the JVM load what it needs, since a class file takes a descriptor, too.
        Socket first = new Socket(address.getAddress(), address.getPort());
        clients.add(first);
        echo(first);
        // On the loop, so that it does not accept meanwhile and there is one waiting at the end.
        loop.execute(() -> dialUntilNoneIsLeft(address));
        failedOften.get(LoopRig.PATIENCE_SECONDS, TimeUnit.SECONDS);
        for (int i = clients.size() / 2; i > 0; i--) {
            clients.remove(clients.size() - 1).close();
        }
        for (Socket client : clients) {
            echo(client);
        }
        loop.close();
        System.out.println(hasSpun() ? "spun" : "survived");
    }

    /** Whether it tried again sooner than it was to, or turned without trying. */
    private boolean hasSpun() {
        int last = FAILURES - 1;
        long turns = turnsAtFailure.get(last) - turnsAtFailure.get(0);
        long nanos = nanosAtFailure.get(last) - nanosAtFailure.get(0);
        return turns > MOST_TURNS_PER_FAILURE * last || nanos < BACK_OFF.toNanos() * last;
    }

    private void dialUntilNoneIsLeft(InetSocketAddress address) {
        try {
            while (true) {
                clients.add(new Socket(address.getAddress(), address.getPort()));
            }
        } catch (IOException noneLeft) {
            // As meant.
        }
    }

    private static void echo(Socket client) throws IOException {
        client.setSoTimeout((int) TimeUnit.SECONDS.toMillis(LoopRig.PATIENCE_SECONDS));
        client.getOutputStream().write("still there?\n".getBytes(StandardCharsets.UTF_8));
        byte[] answer = client.getInputStream().readNBytes(13);
        if (!new String(answer, StandardCharsets.UTF_8).equals("still there?\n")) {
            throw new IOException("answered " + new String(answer, StandardCharsets.UTF_8));
        }
    }

    private final class Noted implements LoopTroubles {
        @Override
        public void bug(String where, RuntimeException bug) {
            bug.printStackTrace();
        }

        @Override
        public void died(Throwable cause) {
            cause.printStackTrace();
        }

        @Override
        public void acceptFailed(Listener listener, IOException cause) {
            turnsAtFailure.add(loop.counters().turns());
            nanosAtFailure.add(loop.nowNanos());
            if (turnsAtFailure.size() == FAILURES) {
                failedOften.complete(null);
            }
        }
    }
}
