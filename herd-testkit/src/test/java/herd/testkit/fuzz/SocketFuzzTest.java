package herd.testkit.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SocketFuzzTest {

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aLiveHerdLosesNothingAndKeepsNothingOfConnectionsOfAllKinds() {
        Tally tally = Volume.of(new SocketTarget(), 3_000);
        long all = tally.of("client port, half-closed");
        for (SocketEnding ending : SocketEnding.values()) {
            for (String port : new String[] {"client port, ", "neighbour port, ", "neighbour, "}) {
                String kind = port + ending.words();
                assertTrue(tally.of(kind) > all / 20, kind + " is hardly tried:\n" + tally);
            }
        }
    }
}
