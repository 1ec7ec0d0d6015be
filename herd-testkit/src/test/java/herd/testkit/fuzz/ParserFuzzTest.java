package herd.testkit.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.fuzz.Reference.Reading;
import org.junit.jupiter.api.Test;

/** Ten million lines and streams, read by the herd and by the reference. */
class ParserFuzzTest {

    @Test
    void readsAndAnswersLinesOfClientsAsTheContractSays() {
        Tally tally = Volume.of(CommandTarget.ofProduct(), 5_000_000);
        long all = 0;
        for (Reading reading : Reading.values()) {
            all += tally.of(reading.name());
        }
        for (Reading reading : Reading.values()) {
            assertTrue(
                    tally.of(reading.name()) > all / 200, reading + " is hardly tried:\n" + tally);
        }
        assertTrue(tally.of("IAMAT") > all / 5, "hardly a valid line:\n" + tally);
    }

    @Test
    void acceptsTheRecordsThatSomeServerCouldHaveBuilt() {
        Tally tally = Volume.of(RecordTarget.ofProduct(), 1_000_000);
        String[] kinds = {
            "ACCEPTED",
            "REFUSED words",
            "REFUSED server",
            "REFUSED difference",
            "REFUSED NOT_COORDINATES",
            "REFUSED OFF_THE_EARTH",
            "REFUSED NOT_A_TIME"
        };
        for (String kind : kinds) {
            assertTrue(
                    tally.of(kind) > tally.of("ACCEPTED") / 50,
                    kind + " is hardly tried:\n" + tally);
        }
    }

    @Test
    void cutsStreamsIntoLinesHoweverTheyCome() {
        Tally tally = Volume.of(LineTarget.ofProduct(), 4_000_000);
        for (String kind : new String[] {"EMPTY", "SHORT", "WITH CR", "LONGEST", "TOO LONG"}) {
            assertTrue(
                    tally.of(kind) > tally.of("SHORT") / 20, kind + " is hardly tried:\n" + tally);
        }
        for (String kind : new String[] {"SHORT", "LONGEST", "ONE TOO MANY", "TOO LONG"}) {
            long atEnd = tally.of(kind + ", ended by the stream");
            assertTrue(atEnd > tally.of(kind) / 100, kind + " is hardly tried:\n" + tally);
        }
    }
}
