package herd.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import herd.node.ServerSnapshot.LinkState;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a message costs in garbage on its whole way: a socket, a server, a link, another server. */
@Timeout(120)
class HotPathTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MESSAGES = 15_000;
    private static final int ROUNDS = 8;
    private static final int CLIENTS = 100;

    @TempDir Path folder;

    @Test
    void allocatesNothingForAnUpdateWithTheLogOn() throws Exception {
        assertAllocatesNothing(true);
    }

    @Test
    void allocatesNothingForAnUpdateWithTheLogOff() throws Exception {
        assertAllocatesNothing(false);
    }

    /**
     * A message allocates nothing; timers, the change list and the JIT allocate a little, and so do a
     * log buffer that grows to its bound and this test's own questions: not in every round.
     */
    private void assertAllocatesNothing(boolean log) throws Exception {
        Path secret = secret();
        try (SocketChannel eastPort = reserved();
                SocketChannel westPort = reserved();
                HerdServer east = start("East", eastPort, westPort, secret, log);
                HerdServer west = start("West", eastPort, westPort, secret, log);
                Socket client = new Socket()) {
            while (west.snapshot().get(10, TimeUnit.SECONDS).neighbours().get(0).state()
                    != LinkState.UP) {
                Thread.onSpinWait();
            }
            client.connect(west.clientAddress());
            client.setTcpNoDelay(true);
            exchange(client, east, 0);
            long westLeast = Long.MAX_VALUE;
            long eastLeast = Long.MAX_VALUE;
            for (int round = 1; round <= ROUNDS && (westLeast >= 8 || eastLeast >= 8); round++) {
                long westBefore = allocated("herd-West");
                long eastBefore = allocated("herd-East");
                exchange(client, east, round * MESSAGES);
                long westEach = (allocated("herd-West") - westBefore) / MESSAGES;
                long eastEach = (allocated("herd-East") - eastBefore) / MESSAGES;
                westLeast = Math.min(westLeast, westEach);
                eastLeast = Math.min(eastLeast, eastEach);
            }
            assertTrue(westLeast < 8, westLeast + " bytes a message where it is told");
            assertTrue(eastLeast < 8, eastLeast + " bytes a message where it is passed on");
        }
    }

    /** Sends updates one at a time, each newer than the last, until the neighbour has them all. */
    private static void exchange(Socket client, HerdServer neighbour, int from) throws Exception {
        OutputStream out = client.getOutputStream();
        byte[] answer = new byte[512];
        for (int i = from; i < from + MESSAGES; i++) {
            String line =
                    "IAMAT client" + i % CLIENTS + " +34.068930-118.445127 " + (1500000000L + i);
            out.write((line + '\n').getBytes(StandardCharsets.US_ASCII));
            int length = 0;
            while (length == 0 || answer[length - 1] != '\n') {
                length += client.getInputStream().read(answer, length, answer.length - length);
            }
        }
        String last = String.valueOf(1500000000L + from + MESSAGES - 1);
        String id = "client" + (from + MESSAGES - 1) % CLIENTS;
        while (!neighbour
                .find(id)
                .get(10, TimeUnit.SECONDS)
                .filter(it -> it.time().equals(last))
                .isPresent()) {
            Thread.onSpinWait();
        }
    }

    private static long allocated(String thread) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(it -> it.getName().equals(thread))
                .mapToLong(it -> THREADS.getThreadAllocatedBytes(it.getId()))
                .sum();
    }

    private HerdServer start(
            String name, SocketChannel eastPort, SocketChannel westPort, Path secret, boolean log)
            throws Exception {
        HerdConfig config =
                HerdConfig.builder()
                        .server("East", "127.0.0.1:0", text(eastPort))
                        .server("West", "127.0.0.1:0", text(westPort))
                        .set("links", "West-East")
                        .set("log.messages", String.valueOf(log))
                        .set("peer.secret-file", secret.toString())
                        .logDirectory(folder)
                        .build();
        return HerdServer.start(config, name);
    }

    private Path secret() throws IOException {
        Path file =
                Files.createFile(
                        folder.resolve("secret"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, "a secret for this test, and long enough\n");
    }

    /** Keeps a port that the system has picked: a socket that is bound and never listens. */
    private static SocketChannel reserved() throws IOException {
        SocketChannel socket = SocketChannel.open();
        socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        return socket.bind(new InetSocketAddress("127.0.0.1", 0));
    }

    private static String text(SocketChannel bound) throws IOException {
        return "127.0.0.1:" + ((InetSocketAddress) bound.getLocalAddress()).getPort();
    }
}
