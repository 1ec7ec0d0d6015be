package herd.places.offline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.places.PlacesAnswer;
import herd.places.PlacesAnswer.Found;
import herd.places.PlacesAnswer.Status;
import herd.places.PlacesAnswer.Unavailable;
import herd.places.PlacesQuery;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OfflineServiceTest {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final PlacesQuery UCLA = PlacesQuery.of("+34.068930-118.445127", "10");

    /** A source that says when it is asked, and answers when it is told to. */
    private static final class SlowSource implements OfflineService.Source {
        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        final AtomicInteger times = new AtomicInteger();
        volatile Thread thread = Thread.currentThread();

        @Override
        public OfflinePlaces load() throws IOException {
            times.incrementAndGet();
            thread = Thread.currentThread();
            asked.countDown();
            try {
                assertTrue(goOn.await(10, TimeUnit.SECONDS), "nobody said to go on");
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return PlaceRows.places(
                    PlaceRows.row("geonames:1", "locality", "Kiwi", 34.07, -118.44, 5_000));
        }
    }

    @Test
    void answersFromTheDataInTheJar() {
        try (OfflineService service = new OfflineService()) {
            Found found = assertInstanceOf(Found.class, ask(service).join());
            String json = new String(found.json(), StandardCharsets.UTF_8);
            assertTrue(json.contains("\"name\" : \"Santa Monica\""), json);
        }
    }

    @Test
    void takesTheNumbersOfTheQueryAsTheyAre() throws IOException {
        try (OfflineService service = new OfflineService()) {
            PlacesQuery query = PlacesQuery.of("+34.05223-118.24368", "0.000");
            Found found =
                    assertInstanceOf(
                            Found.class,
                            service.nearby(query, DEADLINE).toCompletableFuture().join());
            assertArrayEquals(OfflinePlaces.load().nearby(34.05223, -118.24368, 0), found.json());
            assertTrue(new String(found.json(), StandardCharsets.UTF_8).contains("Los Angeles"));
        }
    }

    @Test
    void loadsOnceAndOnAThreadOfItsOwnAndNotBeforeTheFirstQuestion() throws Exception {
        SlowSource source = new SlowSource();
        try (OfflineService service = new OfflineService(source, System::nanoTime)) {
            assertEquals(0, source.times.get());
            CompletableFuture<PlacesAnswer> first = ask(service);
            assertTrue(source.asked.await(10, TimeUnit.SECONDS));
            assertEquals("herd-offline-places", source.thread.getName());
            assertTrue(source.thread.isDaemon());
            CompletableFuture<PlacesAnswer> second = ask(service);
            assertFalse(first.isDone() || second.isDone());
            source.goOn.countDown();
            assertInstanceOf(Found.class, first.join());
            assertInstanceOf(Found.class, second.join());
            assertEquals(1, source.times.get());
        }
    }

    @Test
    void dataThatCannotBeLoadedIsAFailureForEveryQuestionAndTriedOnce() {
        AtomicInteger times = new AtomicInteger();
        OfflineService.Source broken =
                () -> {
                    times.incrementAndGet();
                    throw new FileNotFoundException("gone");
                };
        try (OfflineService service = new OfflineService(broken, System::nanoTime)) {
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        new Unavailable(
                                Status.UNKNOWN_ERROR, "the offline places cannot be loaded: gone"),
                        ask(service).join());
            }
        }
        assertEquals(1, times.get());
    }

    @Test
    void refusesWhatIsTooMuchWhileTheDataIsLoaded() throws Exception {
        SlowSource source = new SlowSource();
        try (OfflineService service = new OfflineService(source, System::nanoTime)) {
            List<CompletableFuture<PlacesAnswer>> answers = new ArrayList<>();
            answers.add(ask(service));
            assertTrue(source.asked.await(10, TimeUnit.SECONDS));
            for (int i = 0; i < OfflineService.MOST_WAITING; i++) {
                answers.add(ask(service));
            }
            Unavailable refused = assertInstanceOf(Unavailable.class, ask(service).join());
            assertEquals(Status.OVER_QUERY_LIMIT, refused.status());
            source.goOn.countDown();
            answers.forEach(answer -> assertInstanceOf(Found.class, answer.join()));
        }
    }

    @Test
    void onceClosedItAnswersWhoWaitsAndRefusesTheOthers() throws Exception {
        SlowSource source = new SlowSource();
        OfflineService service = new OfflineService(source, System::nanoTime);
        CompletableFuture<PlacesAnswer> waiting = ask(service);
        assertTrue(source.asked.await(10, TimeUnit.SECONDS));
        service.close();
        assertEquals(
                new Unavailable(Status.UNKNOWN_ERROR, "the offline places are closed"),
                ask(service).join());
        source.goOn.countDown();
        assertInstanceOf(Found.class, waiting.join());
    }

    @Test
    void closedBeforeTheFirstQuestionItLoadsNothingAndRefuses() {
        SlowSource source = new SlowSource();
        OfflineService service = new OfflineService(source, System::nanoTime);
        service.close();
        assertEquals(
                new Unavailable(Status.UNKNOWN_ERROR, "the offline places are closed"),
                ask(service).getNow(null));
        assertEquals(0, source.times.get());
    }

    private static CompletableFuture<PlacesAnswer> ask(OfflineService service) {
        return service.nearby(UCLA, DEADLINE).toCompletableFuture();
    }
}
