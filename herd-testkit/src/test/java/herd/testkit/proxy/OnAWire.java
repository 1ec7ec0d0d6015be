package herd.testkit.proxy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of a wire have in common: a wire, and what is at its ends. */
abstract class OnAWire {

    WireRig rig;
    Wire wire;

    @BeforeEach
    void layAWire() throws IOException {
        rig = new WireRig();
        wire = rig.wire;
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
    }
}
