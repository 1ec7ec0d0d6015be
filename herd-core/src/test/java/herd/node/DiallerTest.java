package herd.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import herd.net.ConnectionSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How neighbours' names are looked up. */
class DiallerTest {

    /** A name service that hangs costs one thread, and not one more with each try. */
    @Test
    void looksANameUpOnceAtATime() {
        List<Runnable> lookUps = new ArrayList<>();
        Dialler dialler =
                new Dialler(
                        List.of(new ServerConfig.Neighbour("Smith", new HostPort("smith", 8102))),
                        ConnectionSettings.defaults(),
                        lookUps::add);
        for (int i = 0; i < 100; i++) {
            dialler.dial(0, null);
            dialler.abandon(0);
        }
        assertEquals(1, lookUps.size());
    }
}
