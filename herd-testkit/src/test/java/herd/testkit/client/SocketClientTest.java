package herd.testkit.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SocketClientTest {

    private static final Duration SOON = Duration.ofMillis(50);

    private ServerSocket listener;
    private RawClient client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        client = RawClient.connect((InetSocketAddress) listener.getLocalSocketAddress(), 4096);
        server = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        listener.close();
    }

    private void says(String text) throws IOException {
        server.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void sendsBytesAsTheyAre() throws IOException {
        client.send("\u0000\u00ff\n").halfClose();
        assertArrayEquals(
                new byte[] {0, (byte) 0xff, '\n'}, server.getInputStream().readAllBytes());
    }

    @Test
    void sendsInPieces() throws IOException {
        client.sendSlowly("slowly", 4, Duration.ofMillis(1)).halfClose();
        assertEquals("slowly", new String(server.getInputStream().readAllBytes(), "US-ASCII"));
    }

    @Test
    void readsLinesAndBytesAndAllTheRest() throws IOException {
        says("one\n\ntwo three");
        server.close();
        assertEquals("one", client.readLine());
        assertEquals("", client.readLine());
        assertEquals("two", new String(client.readBytes(3), StandardCharsets.US_ASCII));
        assertEquals(" three", client.readAll());
        client.expectEnd();
    }

    @Test
    void readsOnce() throws IOException {
        says("all of it");
        assertEquals("all of it", client.readOnce());
        server.close();
        assertEquals("", client.readOnce());
    }

    @Test
    void hasATranscriptOfAllThatCameReadOrNot() throws IOException {
        says("one\ntwo\n");
        assertEquals("one", client.readLine());
        assertEquals("one\ntwo\n", client.transcript());
        assertEquals("two", client.readLine());
        says("three");
        server.close();
        client.readAll();
        assertEquals("one\ntwo\nthree", client.transcript());
    }

    @Test
    void hasNoTranscriptOfTooMuch() throws Exception {
        int much = (4 << 20) + 1;
        Thread sending = new Thread(() -> sayAndClose(new byte[much]));
        sending.start();
        assertEquals(much, client.readAll().length());
        sending.join();
        String message = assertThrows(IllegalStateException.class, client::transcript).getMessage();
        assertEquals(much + " bytes came; a transcript has " + (4 << 20) + " at most", message);
    }

    private void sayAndClose(byte[] bytes) {
        try {
            server.getOutputStream().write(bytes);
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void keepsWhatIsNotYetTakenHoweverMuch() throws Exception {
        Thread talker =
                new Thread(
                        () -> {
                            try {
                                says("x".repeat(1_000_000) + "end\n");
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        });
        talker.start();
        assertEquals(1_000_003, client.readLine().length());
        talker.join();
    }

    @Test
    void givesUpOnALineWithoutAnEnd() throws Exception {
        Thread talker =
                new Thread(
                        () -> {
                            try {
                                while (true) {
                                    says("x".repeat(100_000));
                                }
                            } catch (IOException whenTheClientHasLeft) {
                                assertTrue(client.isClosed(), whenTheClientHasLeft::toString);
                            }
                        });
        talker.start();
        String told = assertThrows(AssertionError.class, client::readLine).getMessage();
        assertTrue(told.contains("bytes came, and what was waited for is not there"), told);
        assertThrows(AssertionError.class, client::readUntilGone);
        assertThrows(IllegalStateException.class, client::transcript);
        client.close();
        talker.join();
    }

    @Test
    void findsAnEndThatComesInPieces() throws IOException {
        says("one\r");
        assertEquals("on", new String(client.readBytes(2), StandardCharsets.US_ASCII));
        client.within(SOON);
        assertThrows(AssertionError.class, () -> client.readUntil("\r\n"));
        says("\ntwo");
        client.within(Duration.ofSeconds(20));
        assertEquals("e\r\n", client.readUntil("\r\n"));
    }

    @Test
    void showsWhatCameWhenItWaitsInVain() throws IOException {
        says("half \u0001");
        client.within(SOON);
        String message = assertThrows(AssertionError.class, client::readLine).getMessage();
        assertTrue(
                message.contains("waiting for \"\\n\"") && message.contains("half \\x01"), message);
    }

    @Test
    void showsWhatCameWhenTheServerCloses() throws IOException {
        says("half");
        server.close();
        String message = assertThrows(AssertionError.class, client::readLine).getMessage();
        assertTrue(
                message.contains("the server closed before \"\\n\"; came so far:\nhalf"), message);
    }

    @Test
    void showsWhatCameInsteadOfWhatWasExpected() throws IOException {
        says("AT Hill\n");
        client.expect("AT ");
        String message =
                assertThrows(AssertionError.class, () -> client.expect("Hall")).getMessage();
        assertEquals("expected \"Hall\"\nbut came \"Hill\"", message);
    }

    @Test
    void takesAResetForTheEndOnlyIfThatWillDo() throws IOException {
        says("rest");
        assertEquals("rest", client.readOnce());
        server.setSoLinger(true, 0);
        server.close();
        assertThrows(AssertionError.class, client::readAll);
        assertEquals("", client.readUntilGone());
    }

    @Test
    void resetsTheServer() {
        client.reset();
        assertThrows(IOException.class, () -> server.getInputStream().read());
    }

    @Test
    void noticesWhenNobodyReads() {
        long taken = client.sendUntilStuck("x".repeat(1000), SOON);
        assertTrue(taken > 0, taken + " bytes");
        client.within(SOON);
        assertThrows(AssertionError.class, () -> client.send("x".repeat(1_000_000)));
    }
}
