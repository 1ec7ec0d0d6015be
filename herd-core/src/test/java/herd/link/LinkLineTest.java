package herd.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.line.LineReader;
import herd.line.LineSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md, Links between servers: the lines of an established link. */
final class LinkLineTest {

    private static final String RECORD =
            "AT Hill +0.263873386 kiwi.cs.ucla.edu +34.068930-118.445127 1520023934.918963997";

    private final LinkLine line = new LinkLine();
    private final LinkLineWriter writer = new LinkLineWriter();

    @Test
    void readsWhatIsWritten() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long seq = random.nextLong() >>> 1 + random.nextInt(62);
            long sum = random.nextLong();
            String record = "AT " + "x".repeat(1 + random.nextInt(50)) + " " + random.nextInt();
            assertEquals(LinkLine.Kind.RECORD, read(record(seq, record)));
            assertEquals(seq, line.seq());
            assertEquals(record.length(), line.recordLength());
            assertEquals(LinkLine.Kind.PING, read(ping(seq)));
            assertEquals(seq, line.seq());
            assertEquals(LinkLine.Kind.AUDIT, read(audit(seq, seq / 2, seq / 3, sum)));
            assertEquals(seq, line.seq());
            assertEquals(seq / 2, line.applied());
            assertEquals(seq / 3, line.count());
            assertEquals(sum, line.sum());
        }
        assertEquals(LinkLine.Kind.REWIND, read(rewind()));
    }

    @Test
    void spellsNumbersAsTheyArePrinted() {
        for (long seq : new long[] {0, 1, 9, 10, 99, 100, 1_234_567_890_123L, Long.MAX_VALUE}) {
            String body = "PING " + seq;
            assertEquals(checked(body), ping(seq));
        }
        assertEquals(checked("AUDIT 3 2 1 00000000000000ff"), audit(3, 2, 1, 255));
        assertEquals(checked("AUDIT 3 2 1 ffffffffffffffff"), audit(3, 2, 1, -1));
        assertEquals(checked("REWIND"), rewind());
        assertEquals(checked(RECORD + " 17"), record(17, RECORD));
    }

    @Test
    void carriesARecordOfAnyBytes() {
        StringBuilder any = new StringBuilder("AT ");
        for (char c = 0; c < 256; c++) {
            any.append(c == '\n' ? "" : String.valueOf(c));
        }
        assertEquals(LinkLine.Kind.RECORD, read(record(5, any.toString())));
        assertEquals(any.length(), line.recordLength());
    }

    @Test
    void noticesEveryChangedBit() {
        for (String whole : List.of(record(17, RECORD), ping(17), audit(3, 2, 1, 255), rewind())) {
            byte[] sent = (whole + '\n' + ping(18) + '\n').getBytes(ISO_8859_1);
            for (int bit = 0; bit < 8 * (whole.length() + 1); bit++) {
                byte[] arrived = sent.clone();
                arrived[bit / 8] ^= (byte) (1 << bit % 8);
                assertNotEquals(true, firstIsSound(arrived), whole + " bit " + bit);
            }
        }
    }

    private boolean firstIsSound(byte[] stream) {
        List<LinkLine.Kind> kinds = new ArrayList<>();
        new LineReader(1_000)
                .read(
                        stream,
                        0,
                        stream.length,
                        new LineSink() {
                            @Override
                            public boolean line(byte[] bytes, int offset, int length) {
                                kinds.add(line.read(bytes, offset, length));
                                return true;
                            }

                            @Override
                            public boolean piece(
                                    byte[] bytes,
                                    int from,
                                    int length,
                                    boolean first,
                                    boolean last) {
                                throw new AssertionError();
                            }
                        });
        return kinds.get(0) != LinkLine.Kind.DAMAGED;
    }

    @Test
    void whatNobodySaysIsUnreadableAlsoWhenItIsWhole() {
        for (String body :
                List.of(
                        "PING",
                        "PING ",
                        "PING x",
                        "PING -1",
                        "PING +1",
                        "PING 01",
                        "PING 1 ",
                        "PING 1 2",
                        "PING  1",
                        "PING 9223372036854775808",
                        "PING 99999999999999999999",
                        "ping 1",
                        "PONG 1",
                        "AT ",
                        "AT 5",
                        "AT  5",
                        "AT x",
                        "AT x y",
                        "AT x 01",
                        "AT x ",
                        "AT x 9223372036854775808",
                        "ATx 5",
                        "AUDIT 1 2 3",
                        "AUDIT 1 2 3 ff",
                        "AUDIT 1 2 3 00000000000000FF",
                        "AUDIT 1 2 3 00000000000000ff0",
                        "AUDIT 1 2  3 00000000000000ff",
                        "AUDIT 1 2 x 00000000000000ff",
                        "REWIND ",
                        "REWIND 1",
                        "HERD 1 1 a b",
                        " ",
                        "x")) {
            assertEquals(LinkLine.Kind.UNREADABLE, read(checked(body)), body);
        }
    }

    @Test
    void whatHasNoCheckIsDamaged() {
        for (String whole :
                List.of(
                        "",
                        " ",
                        "PING 1",
                        "00000000",
                        " 00000000",
                        checked("PING 1").toUpperCase(java.util.Locale.ROOT),
                        checked("PING 1") + " ",
                        checked("PING 1") + "\r",
                        checked("PING 1").replace("PING 1 ", "PING 1\t"))) {
            assertEquals(LinkLine.Kind.DAMAGED, read(whole), whole);
        }
    }

    @Test
    void neverThrowsOnRandomBytes() {
        Random random = new Random(11);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            assertEquals(LinkLine.Kind.DAMAGED, line.read(bytes, 0, bytes.length));
        }
    }

    @Test
    void allocatesNothingOnTheWayOfARecord() {
        byte[] record = RECORD.getBytes(ISO_8859_1);
        byte[] whole = record(17, RECORD).getBytes(ISO_8859_1);
        CollectingPipe nowhere = new CollectingPipe(false);
        long allocated =
                Allocations.leastOf(
                        5,
                        () -> {
                            for (int i = 1; i < 20_000; i++) {
                                writer.record(nowhere, i, record, 0, record.length);
                                writer.ping(nowhere, i);
                                line.read(whole, 0, whole.length);
                            }
                        });
        assertTrue(allocated < 1_000, allocated + " bytes");
    }

    private LinkLine.Kind read(String whole) {
        byte[] bytes = ("12345" + whole + "\n").getBytes(ISO_8859_1);
        return line.read(bytes, 5, whole.length());
    }

    private String record(long seq, String record) {
        byte[] bytes = ("ab" + record + "cd").getBytes(ISO_8859_1);
        CollectingPipe pipe = new CollectingPipe(true);
        return pipe.line(writer.record(pipe, seq, bytes, 2, record.length()));
    }

    private String ping(long seq) {
        CollectingPipe pipe = new CollectingPipe(true);
        return pipe.line(writer.ping(pipe, seq));
    }

    private String audit(long tail, long applied, long count, long sum) {
        CollectingPipe pipe = new CollectingPipe(true);
        return pipe.line(writer.audit(pipe, tail, applied, count, sum));
    }

    private String rewind() {
        CollectingPipe pipe = new CollectingPipe(true);
        return pipe.line(writer.rewind(pipe));
    }

    /** The same, spelled in the slow and plain way. */
    static String checked(String body) {
        CRC32C crc = new CRC32C();
        crc.update(body.getBytes(ISO_8859_1));
        return String.format("%s %08x", body, crc.getValue());
    }
}
