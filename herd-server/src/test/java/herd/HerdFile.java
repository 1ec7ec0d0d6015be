package herd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of configuration for the five, on ports that are reserved for them. */
final class HerdFile {

    static final List<String> SERVERS = List.of("Hill", "Jaquez", "Smith", "Campbell", "Singleton");

    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Path path;

    HerdFile(Children children, String name) throws IOException {
        path = children.folder().resolve(name);
        StringBuilder text = new StringBuilder("places = offline\n");
        for (String server : SERVERS) {
            ports.put(server, children.port());
            text.append(server + ".client = 127.0.0.1:" + ports.get(server) + '\n');
            text.append(server + ".peer = 127.0.0.1:" + children.port() + '\n');
        }
        Files.writeString(path, text, StandardCharsets.UTF_8);
    }

    String path() {
        return path.toString();
    }

    /** Where a server listens for clients. */
    int port(String server) {
        return ports.get(server);
    }

    /** What the program says when all five are ready. */
    String allReady() {
        List<String> each =
                SERVERS.stream().map(server -> server + " 127.0.0.1:" + port(server)).toList();
        return "ready " + String.join(", ", each);
    }
}
