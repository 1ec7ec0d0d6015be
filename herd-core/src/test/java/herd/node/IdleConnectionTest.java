package herd.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a client costs in memory while it has nothing to say. */
@Timeout(60)
class IdleConnectionTest {

    private static final int CONNECTIONS = 50;
    private static final int ROUNDS = 5;

    private static final long ALLOWED_BYTES = 1000;

    /** What is ours of that: the rest differs from one JDK to the next. */
    private static final long OUR_BYTES = 304;

    private static final String IAMAT = "IAMAT kiwi +34.068930-118.445127 1520023934.918963997\n";
    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    private record Kind(long objects, long bytes) {}

    @TempDir Path folder;

    private final List<SocketChannel> clients = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(512);

    /** What else lives in this JVM comes and goes, in the first round above all: not in every one. */
    @Test
    void holdsLessThanAThousandBytesOfHeap() throws Exception {
        try (HerdServer server = HerdServer.start(config(), "Alone")) {
            bytesOfOneConnection(server);
            Map<String, Long> bytes = bytesOfOneConnection(server);
            for (int round = 3; round <= ROUNDS && !isLittle(bytes); round++) {
                bytes = bytesOfOneConnection(server);
            }
            assertTrue(bytes.containsKey("herd.session.Session"), bytes.toString());
            assertTrue(isLittle(bytes), sum(bytes, "") + " bytes: " + bytes);
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    /**
     * The bytes by class of what there is once more, or several times more, with each connection. What
     * its client holds is taken away: that is as much as with a connection that nobody accepts.
     */
    private Map<String, Long> bytesOfOneConnection(HerdServer server) throws Exception {
        try (ServerSocketChannel deaf = ServerSocketChannel.open()) {
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CONNECTIONS);
            Map<String, Kind> before = liveObjects();
            connect(deaf.getLocalAddress());
            Map<String, Kind> between = liveObjects();
            report(connect(server.clientAddress()));
            Map<String, Kind> after = liveObjects();
            Map<String, Long> bytes = new TreeMap<>();
            after.forEach(
                    (name, kind) -> {
                        long each = kind.bytes() / kind.objects();
                        long count = more(name, between, after) - more(name, before, between);
                        if (count > 0) {
                            bytes.put(name, count * each);
                        }
                    });
            return bytes;
        }
    }

    private static long more(String name, Map<String, Kind> before, Map<String, Kind> after) {
        long grown = count(name, after) - count(name, before);
        return Math.max(0, Math.round((double) grown / CONNECTIONS));
    }

    private static long count(String name, Map<String, Kind> kinds) {
        return kinds.containsKey(name) ? kinds.get(name).objects() : 0;
    }

    private static boolean isLittle(Map<String, Long> bytes) {
        return sum(bytes, "") <= ALLOWED_BYTES && sum(bytes, "herd.") <= OUR_BYTES;
    }

    private static long sum(Map<String, Long> bytes, String prefix) {
        return bytes.entrySet().stream()
                .filter(it -> it.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private List<SocketChannel> connect(SocketAddress address) throws Exception {
        List<SocketChannel> connected = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            connected.add(SocketChannel.open(address));
        }
        clients.addAll(connected);
        return connected;
    }

    /** Each client reports once and waits for its answer. */
    private void report(List<SocketChannel> connected) throws Exception {
        for (SocketChannel client : connected) {
            client.write(ByteBuffer.wrap(IAMAT.getBytes(StandardCharsets.US_ASCII)));
            buffer.clear();
            while (buffer.position() == 0 || buffer.get(buffer.position() - 1) != '\n') {
                assertTrue(client.read(buffer) > 0);
            }
        }
    }

    /** Collects garbage, and counts what is left. */
    private static Map<String, Kind> liveObjects() throws Exception {
        Object histogram =
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "gcClassHistogram",
                                new Object[] {new String[0]},
                                new String[] {String[].class.getName()});
        Map<String, Kind> kinds = new HashMap<>();
        for (String line : ((String) histogram).split("\n")) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Kind kind = new Kind(Long.parseLong(row.group(1)), Long.parseLong(row.group(2)));
                kinds.put(row.group(3), kind);
            }
        }
        return kinds;
    }

    private HerdConfig config() throws Exception {
        return HerdConfig.builder()
                .server("Alone", "127.0.0.1:0", "127.0.0.1:0")
                .set("log.messages", "false")
                .logDirectory(folder)
                .build();
    }
}
