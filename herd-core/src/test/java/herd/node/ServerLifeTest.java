package herd.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.client.HerdClient;
import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.places.PlacesService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an embedding program may do to a server at awkward moments, and what its places may do. */
@Timeout(60)
class ServerLifeTest {

    private static final String UCLA = "+34.068930-118.445127";
    private static final String TIME = "1520023934.918963997";

    @TempDir Path folder;

    /** A service that does as it likes. */
    private static final class Wayward implements PlacesService {
        private final Supplier<CompletionStage<PlacesAnswer>> answer;
        private boolean closes = true;
        private boolean closed;

        Wayward(Supplier<CompletionStage<PlacesAnswer>> answer) {
            this.answer = answer;
        }

        @Override
        public CompletionStage<PlacesAnswer> nearby(PlacesQuery query, Duration deadline) {
            return answer.get();
        }

        @Override
        public void close() {
            closed = true;
            if (!closes) {
                throw new IllegalStateException("cannot be closed");
            }
        }
    }

    /** A stage that keeps to itself. */
    private static final class Aloof extends CompletableFuture<PlacesAnswer> {
        @Override
        public CompletableFuture<PlacesAnswer> toCompletableFuture() {
            throw new UnsupportedOperationException("not a future");
        }
    }

    @Test
    void survivesPlacesThatGiveNoStage() throws Exception {
        assertAnswersAsFailed(new Wayward(() -> null));
    }

    @Test
    void survivesPlacesThatAnswerNothing() throws Exception {
        assertAnswersAsFailed(new Wayward(() -> CompletableFuture.completedFuture(null)));
    }

    @Test
    void survivesPlacesThatFailAtOnce() throws Exception {
        assertAnswersAsFailed(
                new Wayward(
                        () -> {
                            throw new IllegalArgumentException("not today");
                        }));
    }

    @Test
    void survivesPlacesThatCannotBeCancelled() throws Exception {
        HerdConfig quick = config().set("places.timeout", "100ms").build();
        try (HerdServer alone = HerdServer.start(quick, "Alone", new Wayward(Aloof::new))) {
            alone.report("kiwi", UCLA, TIME).get(10, TimeUnit.SECONDS);
            String answer = alone.whatsAt("kiwi", "10", 2).get(10, TimeUnit.SECONDS);
            assertTrue(answer.contains("UNKNOWN_ERROR"), answer);
            assertEquals(0, alone.snapshot().get(10, TimeUnit.SECONDS).bugs());
        }
    }

    @Test
    void closesEvenIfItsPlacesDoNot() throws Exception {
        Wayward places = new Wayward(CompletableFuture::new);
        places.closes = false;
        HerdServer alone = start(places);
        alone.close();
        alone.close();
        assertTrue(places.closed);
        alone.whenStopped().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void answersOpenQuestionsAlsoWhenItIsClosedOnItsOwnLoop() throws Exception {
        HerdServer alone = start(new Wayward(CompletableFuture::new));
        alone.report("kiwi", UCLA, TIME).get(10, TimeUnit.SECONDS);
        CompletableFuture<String> open = alone.whatsAt("kiwi", "10", 2);
        alone.find("kiwi").thenRun(alone::close);
        String answer = open.get(10, TimeUnit.SECONDS);
        assertTrue(answer.contains("UNKNOWN_ERROR"), answer);
        alone.whenStopped().toCompletableFuture().get(10, TimeUnit.SECONDS);
        String log = Files.readString(folder.resolve("Alone.log"));
        assertTrue(log.endsWith(" stop\n"), log);
    }

    @Test
    void mayBeClosedOnItsLoopAndElsewhereAtOnce() throws Exception {
        HerdServer alone = start(new Wayward(CompletableFuture::new));
        CountDownLatch closing = new CountDownLatch(1);
        alone.listen(
                report -> {
                    closing.countDown();
                    letTheOtherCome();
                    alone.close();
                });
        alone.report("kiwi", UCLA, TIME);
        closing.await();
        alone.close();
        alone.whenStopped().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void failsWhatIsAskedOfAServerThatDies() throws Exception {
        try (HerdServer alone = start(new Wayward(CompletableFuture::new))) {
            alone.report("kiwi", UCLA, TIME).get(10, TimeUnit.SECONDS);
            CompletableFuture<String> open = alone.whatsAt("kiwi", "10", 2);
            alone.listen(
                    report -> {
                        throw new AssertionError("an error, not an exception");
                    });
            alone.report("lime", UCLA, TIME);
            assertThrows(ExecutionException.class, () -> open.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void logsAnAnswerWithTheTimeAtWhichItLeaves() throws Exception {
        BlockingQueue<CompletableFuture<PlacesAnswer>> asked = new LinkedBlockingQueue<>();
        HerdServer alone =
                start(
                        new Wayward(
                                () -> {
                                    CompletableFuture<PlacesAnswer> it = new CompletableFuture<>();
                                    asked.add(it);
                                    return it;
                                }));
        Instant answered;
        try (HerdClient client =
                HerdClient.connect(alone.clientAddress()).get(10, TimeUnit.SECONDS)) {
            client.iamat("kiwi", UCLA, TIME).get(10, TimeUnit.SECONDS);
            var nearby = client.whatsat("kiwi", "10", 2);
            CompletableFuture<PlacesAnswer> question = asked.poll(10, TimeUnit.SECONDS);
            Instant heard = Instant.now();
            while (Instant.now().isBefore(heard.plusMillis(20))) {
                Thread.onSpinWait();
            }
            answered = Instant.now();
            question.complete(
                    new PlacesAnswer.Unavailable(PlacesAnswer.Status.REQUEST_DENIED, "no"));
            nearby.get(10, TimeUnit.SECONDS);
        }
        alone.close();
        String line =
                Files.readAllLines(folder.resolve("Alone.log")).stream()
                        .filter(it -> it.contains("REQUEST_DENIED") && it.contains(" > "))
                        .findFirst()
                        .orElseThrow();
        Instant logged = Instant.parse(line.substring(0, line.indexOf(' ')));
        assertFalse(logged.isBefore(answered.minusMillis(10)), line + " before " + answered);
    }

    private void assertAnswersAsFailed(PlacesService places) throws Exception {
        try (HerdServer alone = start(places)) {
            alone.report("kiwi", UCLA, TIME).get(10, TimeUnit.SECONDS);
            String answer = alone.whatsAt("kiwi", "10", 2).get(3, TimeUnit.SECONDS);
            assertTrue(answer.contains("UNKNOWN_ERROR"), answer);
            assertInstanceOf(
                    ServerSnapshot.class, alone.snapshot().get(10, TimeUnit.SECONDS), "it lives");
        }
    }

    /** Gives the other thread time to close first; whoever is first, both must come back. */
    private static void letTheOtherCome() {
        long deadlineNanos = System.nanoTime() + 20_000_000;
        while (System.nanoTime() < deadlineNanos) {
            Thread.onSpinWait();
        }
    }

    private HerdServer start(PlacesService places) throws Exception {
        return HerdServer.start(config().build(), "Alone", places);
    }

    private HerdConfigBuilder config() throws ConfigException {
        return HerdConfig.builder()
                .server("Alone", "127.0.0.1:0", "127.0.0.1:0")
                .logDirectory(folder);
    }
}
