package herd.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.protocol.AtLine;
import herd.protocol.CommandReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that are taken and merged together leave what merging one after the other leaves. */
class TakenTogetherTest {

    private static final FloodRules RULES = new FloodRules(86_400_000_000_000L, true);
    private static final byte[] HILL = {'H', 'i', 'l', 'l'};
    private static final int NEIGHBOURS = 3;
    private static final long WALL_NANOS = 1_520_023_934_918_963_997L;

    private final List<String> stored = new ArrayList<>();
    private final CommandReader command = new CommandReader();
    private final RecordView view = new RecordView();
    private Flood together = flood(1_000, line -> stored.add(line.toString()));

    @ParameterizedTest
    @CsvSource({"1, 10, 1000", "2, 300, 1000", "3, 300, 150", "4, 2000, 1000000", "5, 40, 1"})
    void leaveWhatMergingOneByOneLeaves(long seed, int clients, int cap) {
        List<String> storedAlone = new ArrayList<>();
        together = flood(cap, line -> stored.add(line.toString()));
        Flood alone = flood(cap, line -> {});
        Random random = new Random(seed);
        for (int i = 0; i < 30_000; i++) {
            String id = "c" + random.nextInt(clients) + "x".repeat(random.nextInt(60));
            String line = Lines.tie(random, id);
            int teller = random.nextInt(NEIGHBOURS + 1) - 1;
            if (alone.merge(Lines.read(line), teller) == Merged.STORED) {
                storedAlone.add(line);
            }
            byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
            assertTrue(together.take(bytes, 0, bytes.length, teller));
            if (random.nextInt(i < 10_000 ? 100 : 1_000) == 0) {
                together.settle();
            }
        }
        assertEquals(alone.counters(), together.counters());
        assertEquals(storedAlone, stored);
        for (int n = 0; n < NEIGHBOURS; n++) {
            assertEquals(told(alone, n), told(together, n));
        }
    }

    @Test
    void anAnswerIsTheLineThatIsStored() {
        AtLine at = take("IAMAT kiwi +34.1-118.4 1520023934.9");
        String answer = "AT Hill +0.018963997 kiwi +34.1-118.4 1520023934.9";
        assertEquals(answer, at.toString());
        assertEquals('\n', at.bytes()[at.offset() + at.length()]);
        assertEquals(List.of(answer), told(together, 0));
    }

    @Test
    void anAnswerStaysAsItIsUntilTheNextLineIsTaken() {
        for (int i = 0; i < 1_000; i++) {
            String id = "c" + i + "y".repeat(i);
            AtLine at = take("IAMAT " + id + " +1+2 1520023934.918963997");
            assertEquals("AT Hill +0.000000000 " + id + " +1+2 1520023934.918963997", at + "");
        }
        assertEquals(1_000, together.count());
        assertEquals(1_000, stored.size());
    }

    @Test
    void aLineMayBeLongerThanAllOthersTogether() {
        take("IAMAT a +1+2 5");
        String id = "b".repeat(100_000);
        assertEquals(
                "AT Hill +1520023929.918963997 " + id + " +1+2 5",
                take("IAMAT " + id + " +1+2 5") + "");
        take("IAMAT c +1+2 5");
        assertEquals(3, together.count());
        assertTrue(find(id));
    }

    @Test
    void whoeverAsksForAnythingFindsWhatWasTaken() {
        List<Consumer<Flood>> questions =
                List.of(
                        flood -> assertTrue(find("kiwi")),
                        flood -> assertEquals(1, flood.count()),
                        flood -> assertEquals(1, flood.tail()),
                        flood -> assertFalse(flood.sum() == 0),
                        flood -> assertEquals(1, flood.counters().records()),
                        flood -> assertTrue(flood.next(0, view)),
                        flood -> assertTrue(flood.isBehind(0)),
                        flood -> assertTrue(flood.records().next(view)),
                        flood -> assertEquals(Merged.STORED, flood.merge(older(), 0)),
                        flood -> assertFalse(flood.hasAuditFor(0)));
        for (Consumer<Flood> question : questions) {
            together = flood(1_000, line -> {});
            take("IAMAT kiwi +1+2 5");
            question.accept(together);
        }
    }

    @Test
    void aCursorThatWasMadeBeforeSeesWhatIsTaken() {
        RecordCursor cursor = together.records();
        assertFalse(cursor.next(view));
        take("IAMAT kiwi +1+2 5");
        assertTrue(cursor.next(view));
    }

    @Test
    void whatIsTakenBeforeALinkIsUpCountsAsBefore() {
        byte[] kiwi = "AT Smith +0.000000001 kiwi +1+2 5".getBytes(StandardCharsets.US_ASCII);
        together.take(kiwi, 0, kiwi.length, 0);
        together.linkUp(0, 0, 0, 501);
        assertEquals(1, together.voidUpTo(0));
    }

    @Test
    void theBytesOfANeighboursLineMayChangeOnceItIsSettled() {
        byte[] kiwi = "AT Smith +0.000000001 kiwi +1+2 5".getBytes(StandardCharsets.US_ASCII);
        together.take(kiwi, 0, kiwi.length, 0);
        together.settle();
        Arrays.fill(kiwi, (byte) 'x');
        assertEquals(List.of("AT Smith +0.000000001 kiwi +1+2 5"), told(together, 1));
    }

    @Test
    void takesNothingThatIsNotAnAtLine() {
        byte[] nonsense = "AT Smith 0.000000001 kiwi +1+2 5".getBytes(StandardCharsets.US_ASCII);
        assertFalse(together.take(nonsense, 0, nonsense.length, 0));
        assertEquals(0, together.count());
    }

    private AtLine take(String iamat) {
        byte[] bytes = iamat.getBytes(StandardCharsets.US_ASCII);
        assertEquals(CommandReader.Kind.IAMAT, command.read(bytes, 0, bytes.length));
        return together.take(command, HILL, WALL_NANOS);
    }

    private boolean find(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.US_ASCII);
        return together.find(bytes, 0, bytes.length, view);
    }

    private static AtLine older() {
        return Lines.read(Lines.line("Hill", "fig", Lines.PLACE, "4", "5"));
    }

    private List<String> told(Flood flood, int neighbour) {
        List<String> told = new ArrayList<>();
        while (flood.next(neighbour, view) || flood.isBehind(neighbour)) {
            told.add(view.seq() + " " + Lines.text(view));
        }
        return told.stream().map(it -> it.substring(it.indexOf(' ') + 1)).toList();
    }

    private static Flood flood(int cap, Consumer<AtLine> listener) {
        return new Flood(RULES, NEIGHBOURS, 77, cap, Long.MAX_VALUE, listener);
    }
}
