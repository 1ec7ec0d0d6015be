package herd.testkit.proxy;

import static herd.testkit.proxy.WireRig.assertCarries;
import static herd.testkit.proxy.WireRig.assertNothingComes;
import static herd.testkit.proxy.WireRig.assertReset;
import static herd.testkit.proxy.WireRig.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a wire does to connections as a whole: those that stand, and those that are dialled. */
@Timeout(60)
class WireConnectionsTest extends OnAWire {

    @Test
    void carriesAResetAsAReset() throws IOException {
        Socket near = rig.dial();
        Socket far = rig.accept();
        assertCarries(near, far);
        near.setSoLinger(true, 0);
        near.close();
        assertReset(far);
    }

    @Test
    void resetsWhoDialsANobody() throws IOException {
        rig.west.close();
        assertReset(rig.dial());
        assertTrue(rig.notes.toString().contains("is refused"), rig.notes.toString());
    }

    @Test
    void cutsWhatStandsAndRefusesWhoDials() throws IOException {
        Socket near = rig.dial();
        Socket far = rig.accept();
        assertCarries(near, far);
        Runnable one = wire.cut();
        Runnable other = wire.cut();
        assertReset(near);
        assertReset(far);
        assertThrows(ConnectException.class, rig::dial);
        one.run();
        assertFalse(wire.isPassable());
        assertThrows(ConnectException.class, rig::dial);
        other.run();
        assertCarries(rig.dial(), rig.accept());
        assertTrue(wire.isPassable());
    }

    @Test
    void resetsWhatStandsAndLetsDialsThrough() throws IOException {
        Socket near = rig.dial();
        Socket far = rig.accept();
        wire.reset();
        assertReset(near);
        assertReset(far);
        assertCarries(rig.dial(), rig.accept());
    }

    @Test
    void seversWithoutAWord() throws IOException {
        Socket near = rig.dial();
        Socket far = rig.accept();
        Runnable end = wire.sever();
        send(near, "into the void");
        far.shutdownOutput();
        assertNothingComes(far);
        assertNothingComes(near);
        assertCarries(rig.dial(), rig.accept());
        end.run();
        assertReset(near);
    }

    @Test
    void seversWithAResetForOne() throws IOException {
        Socket near = rig.dial();
        Socket far = rig.accept();
        Runnable end = wire.severFrom("West");
        assertReset(far);
        send(near, "into the void");
        assertNothingComes(near);
        end.run();
        assertReset(near);
        Socket second = rig.dial();
        Socket third = rig.accept();
        wire.severFrom("East");
        assertReset(second);
        assertNothingComes(third);
    }

    @Test
    void playsDeadUntilItIsRevived() throws IOException {
        Socket near = rig.dial();
        rig.accept().close();
        assertEquals(-1, near.getInputStream().read());
        Socket second = rig.dial();
        Socket far = rig.accept();
        wire.byOne().playDead();
        far.close();
        assertNothingComes(second);
        Socket inVain = rig.dial();
        send(inVain, "anybody?");
        assertNothingComes(inVain);
        wire.byOne().revive();
        assertReset(second);
        assertReset(inVain);
        assertCarries(rig.dial(), rig.accept());
    }

    @Test
    void refusesAsLongAsAnybodyWantsIt() throws IOException {
        Runnable end = wire.byOne().refuse();
        Runnable cut = wire.cut();
        cut.run();
        cut.run();
        assertThrows(ConnectException.class, rig::dial);
        end.run();
        end.run();
        assertCarries(rig.dial(), rig.accept());
    }

    @Test
    void doesNothingOnceClosed() {
        Runnable end = wire.cut();
        rig.proxies.close();
        end.run();
        wire.heal();
        assertThrows(ConnectException.class, rig::dial);
    }
}
