package herd.testkit.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import herd.protocol.CommandReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md, C13 to C31: the product and the second opinion read the same. */
class ReferenceCommandTest {

    @Test
    void readsWhatClientsSayAsTheProductDoes() {
        Map<ReferenceCommand.Kind, Integer> kinds = new HashMap<>();
        for (long seed = 0; seed < 100; seed++) {
            for (Timed timed : ScheduleMaker.make(Setup.of(seed)).steps()) {
                if (timed.step() instanceof Step.Send send) {
                    send.bytes().lines().forEach(it -> kinds.merge(compare(it), 1, Integer::sum));
                }
            }
        }
        assertEquals(ReferenceCommand.Kind.values().length, kinds.size(), kinds::toString);
    }

    @Test
    void aLineOverTheLimitIsInvalid() {
        String line = "IAMAT kiwi +1-1 5";
        assertEquals(ReferenceCommand.Kind.IAMAT, kind(line, line.length()));
        assertEquals(ReferenceCommand.Kind.INVALID, kind(line, line.length() - 1));
    }

    private static ReferenceCommand.Kind compare(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        ReferenceCommand.Kind kind = kind(line, 1_000);
        assertEquals(new CommandReader().read(bytes, 0, bytes.length).name(), kind.name(), line);
        return kind;
    }

    private static ReferenceCommand.Kind kind(String line, int maxLineBytes) {
        return ReferenceCommand.read(line, maxLineBytes).kind();
    }
}
