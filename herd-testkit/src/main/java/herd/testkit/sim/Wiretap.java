package herd.testkit.sim;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What somebody who listens on a cable has heard of the beginning of a conversation.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
final class Wiretap implements SimulatedPipe.Tap {

    /** A handshake is shorter. */
    private static final int MOST_BYTES = 1024;

    private final ByteQueue heard = new ByteQueue();
    private int size;

    @Override
    public void said(byte[] bytes, int offset, int length) {
        int more = Math.min(length, MOST_BYTES - size);
        if (more > 0) {
            heard.add(bytes, offset, more);
            size += more;
        }
    }

    /** The whole lines, without their ends. */
    List<String> lines() {
        byte[] all = heard.take(heard.size());
        heard.add(all, 0, all.length);
        String text = new String(all, StandardCharsets.ISO_8859_1);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
