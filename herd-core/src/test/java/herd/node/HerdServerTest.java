package herd.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.client.HerdClient;
import herd.client.InvalidCommandException;
import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.places.PlacesService;
import herd.protocol.Report;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server as an embedding program sees it. */
class HerdServerTest {

    private static final String UCLA = "+34.068930-118.445127";
    private static final String TIME = "1520023934.918963997";
    private static final String JSON =
            "{\n   \"results\" : [\n      1,\n      2,\n      3\n   ],\n   \"status\" : \"OK\"\n}\n";

    @TempDir Path folder;

    /** Places that answer when the test says so. */
    private static final class SlowPlaces implements PlacesService {
        private final BlockingQueue<CompletableFuture<PlacesAnswer>> asked =
                new LinkedBlockingQueue<>();
        private boolean closed;

        @Override
        public CompletionStage<PlacesAnswer> nearby(PlacesQuery query, Duration deadline) {
            CompletableFuture<PlacesAnswer> answer = new CompletableFuture<>();
            asked.add(answer);
            return answer;
        }

        CompletableFuture<PlacesAnswer> next() throws InterruptedException {
            return asked.poll(10, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final SlowPlaces places = new SlowPlaces();

    @Test
    void takesReportsAndSaysWhatItKnows() throws Exception {
        try (HerdServer alone = start()) {
            Report report = alone.report("kiwi", UCLA, TIME).get(10, TimeUnit.SECONDS);
            assertEquals("Alone", report.server());
            assertEquals("kiwi", report.clientId());
            assertEquals(UCLA, report.coordinates());
            assertEquals(TIME, report.time());
            assertEquals(report, alone.find("kiwi").get(10, TimeUnit.SECONDS).orElseThrow());
            assertTrue(alone.find("lime").get(10, TimeUnit.SECONDS).isEmpty());
            assertEquals(1, alone.snapshot().get(10, TimeUnit.SECONDS).records());
        }
    }

    /** The check that goes over the wire, so that whoever compares servers need not ask for all. */
    @Test
    void saysInOneNumberWhatItHolds() throws Exception {
        try (HerdServer alone = start()) {
            assertEquals(0, alone.snapshot().get(10, TimeUnit.SECONDS).recordSum());
            alone.report("kiwi", UCLA, TIME).get(10, TimeUnit.SECONDS);
            long one = alone.snapshot().get(10, TimeUnit.SECONDS).recordSum();
            alone.report("kiwi", UCLA, TIME).get(10, TimeUnit.SECONDS);
            assertEquals(one, alone.snapshot().get(10, TimeUnit.SECONDS).recordSum(), "sent again");
            alone.report("kiwi", "+1-1", "1520023935").get(10, TimeUnit.SECONDS);
            assertNotEquals(one, alone.snapshot().get(10, TimeUnit.SECONDS).recordSum());
        }
    }

    @Test
    void answersWithPlacesOfTheProgramsOwn() throws Exception {
        try (HerdServer alone = start()) {
            Report report = alone.report("kiwi", UCLA, TIME).get(10, TimeUnit.SECONDS);
            CompletableFuture<String> answer = alone.whatsAt("kiwi", "10", 2);
            places.next().complete(PlacesAnswer.found(JSON.getBytes(StandardCharsets.UTF_8)));
            String cut =
                    "{\n   \"results\" : [\n      1,\n      2\n   ],\n   \"status\" : \"OK\"\n}";
            assertEquals(report + "\n" + cut, answer.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void survivesPlacesThatFail() throws Exception {
        try (HerdServer alone = start()) {
            alone.report("kiwi", UCLA, TIME).get(10, TimeUnit.SECONDS);
            CompletableFuture<String> answer = alone.whatsAt("kiwi", "10", 2);
            places.next().completeExceptionally(new IllegalStateException("a word of the service"));
            String text = answer.get(10, TimeUnit.SECONDS);
            assertTrue(text.contains("\"status\" : \"UNKNOWN_ERROR\""), text);
            assertFalse(text.contains("a word of the service"), text);
            assertTrue(alone.find("kiwi").get(10, TimeUnit.SECONDS).isPresent());
        }
    }

    @Test
    void refusesWhatIsNoCommand() throws Exception {
        try (HerdServer alone = start()) {
            refused(IllegalArgumentException.class, alone.report("two words", UCLA, TIME));
            refused(IllegalArgumentException.class, alone.report("kiwi", "+91+0", TIME));
            refused(IllegalArgumentException.class, alone.whatsAt("nobody", "10", 5));
        }
    }

    @Test
    void tellsListenersUntilTheyLeaveOrFail() throws Exception {
        try (HerdServer alone = start()) {
            BlockingQueue<Report> heard = new LinkedBlockingQueue<>();
            AutoCloseable listening = alone.listen(heard::add);
            alone.listen(
                    report -> {
                        throw new IllegalStateException("a listener's bug");
                    });
            Report first = alone.report("kiwi", UCLA, "1").get(10, TimeUnit.SECONDS);
            Report second = alone.report("kiwi", UCLA, "2").get(10, TimeUnit.SECONDS);
            alone.report("kiwi", UCLA, "1").get(10, TimeUnit.SECONDS);
            listening.close();
            alone.report("kiwi", UCLA, "3").get(10, TimeUnit.SECONDS);
            assertEquals(first, heard.poll(10, TimeUnit.SECONDS));
            assertEquals(second, heard.poll(10, TimeUnit.SECONDS));
            assertEquals(0, heard.size());
        }
    }

    @Test
    void answersOpenQuestionsBeforeItStops() throws Exception {
        HerdServer alone = start();
        try (Socket client = new Socket()) {
            client.connect(alone.clientAddress(), 10_000);
            client.setSoTimeout(10_000);
            String commands = "IAMAT kiwi " + UCLA + ' ' + TIME + "\nWHATSAT kiwi 10 5\n";
            client.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
            assertTrue(places.next() != null, "the question has come to the places");
            alone.close();
            String answers =
                    new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answers.startsWith("AT Alone "), answers);
            assertTrue(answers.endsWith("\"status\" : \"UNKNOWN_ERROR\"\n}\n\n"), answers);
        }
        assertTrue(places.closed);
        alone.whenStopped().toCompletableFuture().get(10, TimeUnit.SECONDS);
        refused(RejectedExecutionException.class, alone.find("kiwi"));
        alone.close();
    }

    @Test
    void givesItsPortBackWhenItStops() throws Exception {
        HerdServer alone = start();
        InetSocketAddress address = alone.clientAddress();
        try (Socket client = new Socket()) {
            client.connect(address, 10_000);
            alone.close();
        }
        try (ServerSocket again = new ServerSocket()) {
            again.setReuseAddress(true);
            again.bind(address);
        }
    }

    @Test
    void saysThatItHadToStop() throws Exception {
        try (HerdServer alone = start()) {
            alone.listen(
                    report -> {
                        throw new AssertionError("an error, not an exception");
                    });
            alone.report("kiwi", UCLA, TIME);
            ExecutionException failure =
                    assertThrows(
                            ExecutionException.class,
                            () ->
                                    alone.whenStopped()
                                            .toCompletableFuture()
                                            .get(10, TimeUnit.SECONDS));
            assertInstanceOf(AssertionError.class, root(failure));
        }
        String log = Files.readString(folder.resolve("Alone.log"));
        assertTrue(log.contains("failure: the server stops: "), log);
    }

    @Test
    void namesThePortThatIsTaken() throws Exception {
        try (HerdServer alone = start()) {
            HerdConfig same = config().set("Alone.client", text(alone.clientAddress())).build();
            IOException taken =
                    assertThrows(IOException.class, () -> HerdServer.start(same, "Alone", places));
            assertTrue(taken.getMessage().contains("Alone.client"), taken.getMessage());
            assertTrue(
                    taken.getMessage().contains(text(alone.clientAddress())), taken.getMessage());
        }
    }

    @Test
    void namesTheLogThatCannotBeWritten() throws Exception {
        Path file = Files.createFile(folder.resolve("no-folder"));
        HerdConfig config = config().logDirectory(file).build();
        IOException refused =
                assertThrows(IOException.class, () -> HerdServer.start(config, "Alone", places));
        assertTrue(refused.getMessage().startsWith("log.dir: "), refused.getMessage());
    }

    @Test
    void talksToItsClient() throws Exception {
        try (HerdServer alone = start();
                HerdClient client =
                        HerdClient.connect(alone.clientAddress()).get(10, TimeUnit.SECONDS)) {
            CompletableFuture<Report> report = client.iamat("kiwi", UCLA, TIME);
            var nearby = client.whatsat("kiwi", "10", 3);
            var unknown = client.whatsat("nobody", "10", 3);
            var wrong = client.iamat("kiwi", "nowhere", TIME);
            places.next().complete(PlacesAnswer.found(JSON.getBytes(StandardCharsets.UTF_8)));
            assertEquals("kiwi", report.get(10, TimeUnit.SECONDS).clientId());
            assertEquals(report.get(), nearby.get(10, TimeUnit.SECONDS).report());
            assertEquals(JSON.strip(), nearby.get().json());
            refused(InvalidCommandException.class, unknown);
            refused(InvalidCommandException.class, wrong);
            refused(IllegalArgumentException.class, client.iamat("a\nb", UCLA, TIME));
        }
    }

    @Test
    void tellsItsClientThatItHasGone() throws Exception {
        HerdServer alone = start();
        try (HerdClient client =
                HerdClient.connect(alone.clientAddress()).get(10, TimeUnit.SECONDS)) {
            alone.close();
            refused(IOException.class, client.iamat("kiwi", UCLA, TIME));
        }
    }

    private HerdServer start() throws ConfigException, IOException {
        return HerdServer.start(config().build(), "Alone", places);
    }

    private HerdConfigBuilder config() throws ConfigException {
        return HerdConfig.builder()
                .server("Alone", "127.0.0.1:0", "127.0.0.1:0")
                .logDirectory(folder);
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ':' + address.getPort();
    }

    private static void refused(Class<? extends Throwable> why, CompletableFuture<?> future) {
        ExecutionException failure =
                assertThrows(ExecutionException.class, () -> future.get(10, TimeUnit.SECONDS));
        assertInstanceOf(why, root(failure));
    }

    private static Throwable root(Throwable failure) {
        boolean wrapped =
                failure instanceof ExecutionException || failure instanceof CompletionException;
        return wrapped && failure.getCause() != null ? root(failure.getCause()) : failure;
    }
}
