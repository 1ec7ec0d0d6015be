package herd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that this side begins. */
@Timeout(60)
class DiallingTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private Recorder dialling;

    @Test
    void sendsWhatWasOfferedBeforeItStood() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address = rig.listen(EchoExample::new);
            rig.run(
                    () -> {
                        Connection connection = dial(rig, address, LONG);
                        assertEquals(address, connection.remote());
                        dialling.say("hello\n");
                        connection.finish();
                    });
            dialling.expect("connected");
            dialling.expect("closed FINISHED");
            assertEquals(6, rig.on(dialling.connection::bytesSent));
        }
    }

    @Test
    void talksBothWays() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address = rig.listen(EchoExample::new);
            rig.run(
                    () -> {
                        dial(rig, address, LONG);
                        dialling.say("early\n");
                    });
            dialling.expect("connected");
            rig.until(() -> dialling.heard().equals("early\n"));
            rig.run(() -> dialling.say("later\n"));
            rig.until(() -> dialling.heard().equals("early\nlater\n"));
        }
    }

    @Test
    void isAnsweredAlthoughAsMuchAsMayWaitWasOfferedBeforeItStood() throws Exception {
        ConnectionSettings little = ConnectionSettings.defaults().withMaxWaitingBytes(6);
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address = rig.listen(EchoExample::new);
            rig.run(
                    () -> {
                        dial(rig, address, little, LONG);
                        dialling.say("hello\n");
                    });
            dialling.expect("connected");
            rig.until(() -> dialling.heard().equals("hello\n"));
        }
    }

    @Test
    void tellsTheHandlerThatNobodyListens() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress nobody = rig.keptPort();
            rig.run(() -> dial(rig, nobody, LONG));
            dialling.expect("closed UNREACHABLE");
            assertEquals(0, rig.counters().open());
        }
    }

    @Test
    void givesUpAfterAWhile() throws Exception {
        try (LoopRig rig = new LoopRig();
                ServerSocket deaf = new ServerSocket()) {
            deaf.bind(LoopRig.anyPort(), 1);
            InetSocketAddress address = (InetSocketAddress) deaf.getLocalSocketAddress();
            // Its backlog is full after a few, and the kernel then leaves dials unanswered.
            List<Recorder> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                rig.run(() -> dial(rig, address, Duration.ofMillis(200)));
                all.add(dialling);
            }
            all.get(0).expect("connected");
            all.get(7).expect("closed DIAL_TIMED_OUT");
        }
    }

    @Test
    void canBeGivenUpBeforeItStands() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address = rig.listen(EchoExample::new);
            rig.run(() -> dial(rig, address, LONG).close());
            dialling.expect("closed CLOSED");
            rig.run(() -> {});
            assertTrue(dialling.events.isEmpty());
        }
    }

    @Test
    void doesNotAskANameServer() throws Exception {
        try (EventLoop loop = EventLoop.open(LoopSettings.defaults())) {
            InetSocketAddress name = InetSocketAddress.createUnresolved("localhost", 1);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> loop.connect(name, ConnectionSettings.defaults(), LONG, Recorder::new));
        }
    }

    private Connection dial(LoopRig rig, InetSocketAddress address, Duration timeout) {
        return dial(rig, address, ConnectionSettings.defaults(), timeout);
    }

    private Connection dial(
            LoopRig rig, InetSocketAddress address, ConnectionSettings kind, Duration timeout) {
        return rig.loop.connect(
                address,
                kind,
                timeout,
                connection -> {
                    dialling = new Recorder(connection);
                    return dialling;
                });
    }
}
