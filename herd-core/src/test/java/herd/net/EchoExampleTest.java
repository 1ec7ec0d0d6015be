package herd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EchoExampleTest {

    @Test
    void saysLinesBackHoweverTheyAreCut() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            Socket client = rig.client(rig.listen(EchoExample::new));
            for (String piece : new String[] {"one\ntw", "o\n", "\n", "th", "r", "ee"}) {
                client.getOutputStream().write(Recorder.bytes(piece));
            }
            client.shutdownOutput();
            assertEquals("one\ntwo\n\nthree\n", rest(client));
        }
    }

    @Test
    void saysLinesOfAnyLengthBack() throws Exception {
        long seed = 7;
        try (LoopRig rig = new LoopRig()) {
            var address = rig.listen(EchoExample::new);
            Random random = new Random(seed);
            for (int i = 0; i < 20; i++) {
                String line = "x".repeat(random.nextInt(200_000)) + "\n";
                Socket client = rig.client(address);
                LoopRig.start(
                        () -> {
                            client.getOutputStream().write(Recorder.bytes(line));
                            client.shutdownOutput();
                            return null;
                        });
                assertEquals(line, rest(client), "seed " + seed);
            }
        }
    }

    @Test
    void isUnderFortyLines() throws Exception {
        Path source = Path.of("src/test/java/herd/net/EchoExample.java");
        try (var lines = Files.lines(source)) {
            long code = lines.filter(line -> !line.isBlank()).count();
            assertTrue(code < 40, code + " lines");
        }
    }

    private static String rest(Socket client) throws Exception {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
