package herd.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import herd.line.Pipe;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/** A connection in memory, with two ends; what is offered at one flies to the other for a time. */
final class Wire {

    /** Something on its way: bytes, or, where there are none, the end of the stream. */
    private record Flying(byte[] bytes, long dueNanos) {}

    private static final Pattern MAC = Pattern.compile("[0-9a-f]{64}");

    final End dialler;
    final End acceptor;
    String diallerName = "";
    String acceptorName = "";
    private final World world;

    Wire(World world) {
        this.world = world;
        this.dialler = new End("dialler");
        this.acceptor = new End("acceptor");
        dialler.other = acceptor;
        acceptor.other = dialler;
    }

    /** Both ends are told that the connection broke; what was flying is lost. */
    void cut() {
        for (End end : new End[] {dialler, acceptor}) {
            end.flying.clear();
            if (!end.gone) {
                end.gone = true;
                end.link.closed(world.now(), "reset");
            }
        }
    }

    boolean isOver() {
        return dialler.gone && acceptor.gone;
    }

    /** One end, as the code under test sees it. */
    final class End implements Pipe {
        Link link;
        End other;

        /** The network takes nothing more from here. */
        boolean clogged;

        /** What the link says it keeps for this end. */
        long heldBytes;

        /** What is flying from here stays in the air. */
        boolean held;

        private final String name;
        private final Deque<Flying> flying = new ArrayDeque<>();
        private byte[] waiting = {};
        private boolean gone;

        private End(String name) {
            this.name = name;
        }

        @Override
        public void offer(byte[] bytes, int offset, int length) {
            if (gone) {
                return;
            }
            byte[] more = Arrays.copyOfRange(bytes, offset, offset + length);
            int before = waiting.length;
            waiting = Arrays.copyOf(waiting, before + more.length);
            System.arraycopy(more, 0, waiting, before, more.length);
            if (!clogged) {
                take(waiting.length);
            }
        }

        /** The network takes so many of the bytes that wait. */
        void take(int count) {
            fly(Arrays.copyOf(waiting, count));
            waiting = Arrays.copyOfRange(waiting, count, waiting.length);
        }

        @Override
        public long waiting() {
            return waiting.length;
        }

        @Override
        public void holds(long bytes) {
            heldBytes = bytes;
        }

        @Override
        public void pause() {
            throw new AssertionError("a link never stops reading");
        }

        @Override
        public void resume() {
            throw new AssertionError("a link never stops reading");
        }

        @Override
        public void finish() {
            close();
        }

        @Override
        public void close() {
            if (!gone) {
                gone = true;
                fly(new byte[0]);
            }
        }

        @Override
        public void wakeAt(long nanos) {
            throw new AssertionError("links have an alarm of their own");
        }

        boolean isClosed() {
            return gone;
        }

        /** When the next thing arrives at the other end, if something is flying from here. */
        Optional<Long> dueNanos() {
            return flying.isEmpty() || held || other.link == null
                    ? Optional.empty()
                    : Optional.of(flying.getFirst().dueNanos());
        }

        /** The next thing arrives: bytes to the end of a line, or the end of the stream. */
        void deliver() {
            Flying next = flying.removeFirst();
            if (other.gone) {
                return;
            }
            if (next.bytes().length == 0) {
                other.gone = true;
                other.fly(new byte[0]);
                other.link.ended(world.now());
                return;
            }
            byte[] bytes = world.middleman.apply(this == dialler, next.bytes());
            other.link.received(bytes, 0, bytes.length, world.now(), other.wallNanos());
        }

        private long wallNanos() {
            return world.wallOf(this == dialler ? diallerName : acceptorName);
        }

        private void fly(byte[] bytes) {
            Flying last = flying.peekLast();
            boolean joins =
                    last != null
                            && bytes.length > 0
                            && last.bytes().length > 0
                            && last.bytes()[last.bytes().length - 1] != '\n';
            if (joins) {
                flying.removeLast();
                byte[] all = Arrays.copyOf(last.bytes(), last.bytes().length + bytes.length);
                System.arraycopy(bytes, 0, all, last.bytes().length, bytes.length);
                flying.addLast(new Flying(all, last.dueNanos()));
            } else {
                flying.addLast(new Flying(bytes, world.now() + world.latencyNanos));
            }
        }

        /** Takes what is flying from here out of the air. */
        String drain() {
            StringBuilder text = new StringBuilder();
            flying.forEach(it -> text.append(new String(it.bytes(), ISO_8859_1)));
            flying.clear();
            return text.toString();
        }

        /** What this end looks like, for telling states apart. */
        String state() {
            StringBuilder text = new StringBuilder(name).append(gone ? "-" : "+");
            text.append(link == null ? "none" : link.state());
            for (Flying it : flying) {
                String line = new String(it.bytes(), ISO_8859_1);
                text.append('>').append(MAC.matcher(line).replaceAll("#"));
            }
            return text.toString();
        }
    }
}
