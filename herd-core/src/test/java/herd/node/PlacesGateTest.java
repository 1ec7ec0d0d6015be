package herd.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.places.PlacesService;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Places that are there at once, and others that come later, on the loop or elsewhere. */
@Timeout(60)
class PlacesGateTest {

    private static final String IAMAT = "IAMAT kiwi +34.068930-118.445127 1520023934.918963997\n";

    @TempDir Path folder;

    private record Places(Function<PlacesQuery, CompletionStage<PlacesAnswer>> answers)
            implements PlacesService {
        @Override
        public CompletionStage<PlacesAnswer> nearby(PlacesQuery query, Duration deadline) {
            return answers.apply(query);
        }

        @Override
        public void close() {}
    }

    @Test
    void takesAnAnswerThatIsThereBeforeTheNextQuestionIsRead() throws Exception {
        try (HerdServer alone = start(query -> CompletableFuture.completedFuture(json(query)))) {
            String same = "WHATSAT kiwi 1 0\nWHATSAT kiwi 1 0\n";
            assertEquals(answer(1) + answer(1), tell(alone, same));
            ServerSnapshot.LookUps lookUps = lookUps(alone);
            assertEquals(2, lookUps.started(), "the second did not meet the first under way");
            assertEquals(0, lookUps.shared());
        }
    }

    @Test
    void answersOnceEachAndInOrderWhoeverIsFirst() throws Exception {
        try (HerdServer alone = start(this::nowAndThen)) {
            StringBuilder questions = new StringBuilder();
            StringBuilder answers = new StringBuilder();
            for (int round = 0; round < 20; round++) {
                for (int km = 1; km <= 50; km++) {
                    questions.append("WHATSAT kiwi ").append(km).append(" 0\n");
                    answers.append(answer(km));
                }
            }
            String last = "WHATSAT kiwi 3 0\n"; // the service is asked, and does what is left
            assertEquals(answers + answer(3), tell(alone, questions + last));
            assertEquals(1_001, lookUps(alone).asked());
        }
    }

    /** A third at once, a third on another thread, a third not at all until the next is asked for. */
    private final Deque<Runnable> later = new ArrayDeque<>();

    private CompletionStage<PlacesAnswer> nowAndThen(PlacesQuery query) {
        while (!later.isEmpty()) {
            later.remove().run();
        }
        return switch (Integer.parseInt(query.radiusMetres()) / 1_000 % 3) {
            case 0 -> CompletableFuture.completedFuture(json(query));
            case 1 -> CompletableFuture.supplyAsync(() -> json(query));
            default -> {
                CompletableFuture<PlacesAnswer> stage = new CompletableFuture<>();
                later.add(() -> stage.complete(json(query)));
                yield stage;
            }
        };
    }

    /** A stage that tells of its answer on a thread of its own, before it can be waited for. */
    private static final class Elsewhere extends CompletableFuture<PlacesAnswer> {
        private final PlacesAnswer answer;

        Elsewhere(PlacesAnswer answer) {
            this.answer = answer;
        }

        @Override
        public CompletableFuture<PlacesAnswer> whenComplete(
                BiConsumer<? super PlacesAnswer, ? super Throwable> action) {
            runAsync(() -> action.accept(answer, null)).join();
            return this;
        }
    }

    @Test
    void takesAnAnswerOfAnotherThreadInAnotherTurnHoweverSoonItComes() throws Exception {
        try (HerdServer alone = start(query -> new Elsewhere(json(query)))) {
            String same = "WHATSAT kiwi 1 0\nWHATSAT kiwi 1 0\n";
            assertEquals(answer(1) + answer(1), tell(alone, same));
            assertEquals(1, lookUps(alone).started(), "the second met the first under way");
        }
    }

    @Test
    void keepsNothingOfAnAnswerThatWasThereAtOnce() throws Exception {
        Deque<WeakReference<Object>> stages = new ArrayDeque<>();
        try (HerdServer alone =
                start(
                        query -> {
                            CompletionStage<PlacesAnswer> stage =
                                    CompletableFuture.completedFuture(json(query));
                            stages.add(new WeakReference<>(stage));
                            return stage;
                        })) {
            tell(alone, "WHATSAT kiwi 1 0\nWHATSAT kiwi 2 0\n");
            assertEquals(2, stages.size());
            long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (areKept(stages) && System.nanoTime() < deadlineNanos) {
                System.gc();
            }
            assertFalse(areKept(stages));
        }
    }

    private static boolean areKept(Deque<WeakReference<Object>> stages) {
        return stages.stream().anyMatch(stage -> stage.get() != null);
    }

    /** Sends the line that makes the client known and these, and returns the answers to these. */
    private static String tell(HerdServer server, String lines) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server.clientAddress());
            socket.getOutputStream().write((IAMAT + lines).getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            byte[] all = socket.getInputStream().readAllBytes();
            String text = new String(all, StandardCharsets.US_ASCII).replaceAll("AT .*\n", "");
            assertTrue(text.length() < all.length);
            return text;
        }
    }

    private static PlacesAnswer json(PlacesQuery query) {
        String json = "{\"metres\":" + query.radiusMetres() + "}";
        return PlacesAnswer.found(json.getBytes(StandardCharsets.US_ASCII));
    }

    private static String answer(int km) {
        return "{\"metres\":" + km * 1_000 + "}\n\n";
    }

    private static ServerSnapshot.LookUps lookUps(HerdServer server) throws Exception {
        ServerSnapshot snapshot = server.snapshot().get(10, TimeUnit.SECONDS);
        assertEquals(0, snapshot.bugs());
        assertEquals(0, snapshot.lookUps().underWay());
        return snapshot.lookUps();
    }

    private HerdServer start(Function<PlacesQuery, CompletionStage<PlacesAnswer>> answers)
            throws Exception {
        HerdConfig config =
                HerdConfig.builder()
                        .server("Alone", "127.0.0.1:0", "127.0.0.1:0")
                        .logDirectory(folder)
                        .build();
        return HerdServer.start(config, "Alone", new Places(answers));
    }
}
