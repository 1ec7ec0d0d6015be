package herd.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example in PROTOCOL.md is what really crosses a link, to the last digit. */
final class ProtocolExampleTest {

    private static final String RECORD =
            "AT Campbell +0.263873386 kiwi.cs.ucla.edu +34.068930-118.445127"
                    + " 1520023934.918963997";

    @Test
    void theExampleIsTrue() throws IOException {
        assertEquals(String.join("\n", example()), String.join("\n", documented()));
    }

    @Test
    void everyReasonForClosingIsListed() throws IOException {
        String text = Files.readString(Path.of("PROTOCOL.md"), UTF_8);
        for (CloseReason why : CloseReason.values()) {
            assertTrue(text.contains("| " + why.text() + " |"), why.text());
        }
    }

    @Test
    void theFourteenRulesAreThere() throws IOException {
        String text = Files.readString(Path.of("PROTOCOL.md"), UTF_8);
        for (int rule = 1; rule <= 14; rule++) {
            assertTrue(text.contains("\n" + rule + ". **"), "rule " + rule);
        }
    }

    /** The lines of the example, {@code C:} those of Campbell, {@code H:} those of Hill. */
    private static List<String> documented() throws IOException {
        String text = Files.readString(Path.of("PROTOCOL.md"), UTF_8);
        List<String> lines = new ArrayList<>();
        Matcher line = Pattern.compile("(?m)^    ([CH]: .*)$").matcher(text);
        while (line.find()) {
            lines.add(line.group(1));
        }
        return lines;
    }

    private static List<String> example() {
        Secrets secrets = Secrets.of("a secret for the example".getBytes(UTF_8));
        HerdSettings herd = new HerdSettings(Duration.ofHours(24), 65_536, true, 1_000_000);
        DiallerHandshake campbell =
                new DiallerHandshake(settings("Campbell", secrets, herd), "Hill");
        AcceptorHandshake hill = new AcceptorHandshake(settings("Hill", secrets, herd));
        List<String> lines = new ArrayList<>();

        String hello = campbell.hello(nonce(0xc0));
        lines.add("C: " + hello);
        assertEquals(Optional.empty(), hill.heardHello(hello));
        String nonce = hill.nonce(nonce(0xa0));
        lines.add("H: " + nonce);
        assertEquals(Optional.empty(), campbell.heardNonce(nonce));
        String proof =
                campbell.proof(
                        new Introduction(
                                0xca3bbe11ca3bbe11L,
                                4,
                                Optional.of(new LinkName("Campbell", 3)),
                                0x4111411141114111L,
                                17,
                                herd,
                                1_520_023_934_918_963_997L));
        lines.add("C: " + proof);
        assertEquals(Optional.empty(), hill.heardProof(proof));
        String answer =
                hill.proof(
                        Verdict.UP,
                        new Introduction(
                                0x4111411141114111L,
                                4,
                                Optional.of(new LinkName("Campbell", 3)),
                                0xca3bbe11ca3bbe11L,
                                41,
                                herd,
                                1_520_023_934_920_000_000L));
        lines.add("H: " + answer);
        assertEquals(Optional.empty(), campbell.heardProof(answer));
        assertEquals(Verdict.UP, campbell.verdict());

        lines.add("C: " + LinkLineTest.checked(RECORD + " 42"));
        lines.add("H: " + LinkLineTest.checked("PING 17"));
        lines.add("C: " + LinkLineTest.checked("PING 42"));
        lines.add("C: " + LinkLineTest.checked("AUDIT 42 17 6 00f1e2d3c4b5a697"));
        lines.add("H: " + LinkLineTest.checked("AUDIT 17 42 6 00f1e2d3c4b5a697"));
        return lines;
    }

    private static LinkSettings settings(String name, Secrets secrets, HerdSettings herd) {
        String other = name.equals("Hill") ? "Campbell" : "Hill";
        return new LinkSettings(name, List.of(other), 1, secrets, VersionRange.SPOKEN, herd);
    }

    private static byte[] nonce(int first) {
        byte[] nonce = new byte[Words.NONCE_BYTES];
        for (int i = 0; i < nonce.length; i++) {
            nonce[i] = (byte) (first + i);
        }
        return nonce;
    }
}
