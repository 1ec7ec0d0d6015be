package herd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a start does without: each of these would make every client wait for the first answer. */
@Timeout(120)
class StartProgramTest {

    @RegisterExtension static final Children CHILDREN = new Children();

    private static final String SECRET = "a secret that all servers of a herd share";

    /**
     * Each class of ours costs a start a third of a millisecond of a processor, whatever is in it. A few
     * more than there are: to be raised for what a first answer needs, and for nothing else.
     */
    private static final int MOST_CLASSES = 175;

    /** Each takes from two to thirty milliseconds of a processor. */
    private static final List<String> SLOW =
            List.of(
                    "java.security.SecureRandom",
                    "sun.security.jca.Providers",
                    "javax.crypto.",
                    "java.net.http.",
                    "java.util.regex.",
                    "java.util.Formatter",
                    "java.util.zip.CRC32C",
                    "java.time.format.",
                    "java.lang.System$Logger",
                    "java.lang.runtime.",
                    "herd.places.offline.PlaceFile");

    @Test
    void theThreadThatStartsAServerLoadsFewClassesNoneSlowAndLinksNoLambda() throws Exception {
        Path log = CHILDREN.folder().resolve("classes");
        Path secret = Files.writeString(CHILDREN.folder().resolve("secret"), SECRET + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        List<String> command = new ArrayList<>();
        command.add("-Xlog:class+load:file=" + log + ":tid:filecount=0");
        command.addAll(List.of("-Dherd.servers=Hill,Hall", "-Dherd.links=Hill-Hall"));
        command.add("-Dherd.peer.secret-file=" + secret);
        for (String server : List.of("Hill", "Hall")) {
            command.add("-Dherd." + server + ".client=127.0.0.1:" + CHILDREN.port());
            command.add("-Dherd." + server + ".peer=127.0.0.1:" + CHILDREN.port());
        }
        command.addAll(List.of("-cp", CHILDREN.jar().toString(), "herd.Main", "Hill"));
        Child child = CHILDREN.java(CHILDREN.folder(), Map.of(), command);
        child.awaitReady();
        List<String> loaded = loadedByTheThreadThatLoaded("herd.Main", Files.readAllLines(log));
        assertTrue(loaded.contains("herd.node.ServerStart"), () -> "" + loaded);
        assertEquals(List.of(), loaded.stream().filter(StartProgramTest::isSlow).toList());
        List<String> own = loaded.stream().filter(name -> name.startsWith("herd.")).toList();
        assertTrue(own.size() <= MOST_CLASSES, () -> own.size() + ": " + own);
    }

    private static boolean isSlow(String name) {
        return name.startsWith("herd.") && name.contains("$$Lambda")
                || SLOW.stream().anyMatch(name::startsWith);
    }

    /** Reads rows as {@code [4711] herd.Main source: file:/…}. */
    private static List<String> loadedByTheThreadThatLoaded(String name, List<String> rows) {
        List<String> loaded = new ArrayList<>();
        String thread = "";
        for (String row : rows) {
            String[] words = row.split(" ");
            if (words.length > 2 && words[2].equals("source:")) {
                thread = words[1].equals(name) ? words[0] : thread;
                if (words[0].equals(thread)) {
                    loaded.add(words[1]);
                }
            }
        }
        return loaded;
    }
}
