package herd.flood;

import herd.protocol.AtLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One server of a {@link MiniHerd}: a flood, and at each neighbour's number the end of a link. */
final class MiniServer {

    /** What goes over a link: a record, or "all up to here has been sent", or an audit. */
    record Message(String line, long seq, boolean isAudit, int count, long sum, long applied) {}

    /** One end of a link: what it has written and the other end has not read yet. */
    final class End {
        final MiniServer neighbour;
        final int number;
        final Deque<Message> written = new ArrayDeque<>();

        /** Lines that came from the other end, or went there, since the link came up. */
        final Set<String> seen = new HashSet<>();

        boolean up;
        long saidUpTo;

        /** What this end says in a handshake that is under way. */
        long[] told = {};

        End(MiniServer neighbour, int number) {
            this.neighbour = neighbour;
            this.number = number;
        }

        MiniServer owner() {
            return MiniServer.this;
        }

        End otherEnd() {
            return neighbour.end(MiniServer.this);
        }
    }

    final String name;
    final List<End> ends = new ArrayList<>();
    private final MiniHerd herd;
    private final Map<String, String> held = new HashMap<>();
    private final RecordView view = new RecordView();
    private final AtLine read = new AtLine();
    Flood flood;

    MiniServer(MiniHerd herd, String name) {
        this.herd = herd;
        this.name = name;
    }

    void restart(long incarnation, int maxClients) {
        ends.forEach(end -> herd.cut(end));
        flood = new Flood(herd.rules, ends.size(), incarnation, maxClients, Long.MAX_VALUE);
        held.clear();
    }

    End end(MiniServer neighbour) {
        return ends.stream().filter(end -> end.neighbour == neighbour).findFirst().orElseThrow();
    }

    Merged report(String line) {
        return merge(line, Flood.CLIENT);
    }

    /** What a server says in its handshake. */
    void prepareHandshake(End end) {
        end.told =
                new long[] {
                    flood.incarnationOf(end.number),
                    flood.appliedOf(end.number),
                    flood.incarnation()
                };
    }

    void linkUp(End end) {
        long[] told = end.otherEnd().told;
        flood.linkUp(end.number, told[0], told[1], told[2]);
        end.up = true;
        end.saidUpTo = -1;
        end.seen.clear();
    }

    /** Writes one message to a link, if there is anything to say. */
    boolean write(End end) {
        if (!end.up) {
            return false;
        }
        if (flood.next(end.number, view)) {
            String line = Lines.text(view);
            herd.crossed(this, end, line);
            end.written.add(new Message(line, view.seq(), false, 0, 0, 0));
            return true;
        }
        if (end.saidUpTo < flood.sentUpTo(end.number)) {
            end.saidUpTo = flood.sentUpTo(end.number);
            end.written.add(new Message("", end.saidUpTo, false, 0, 0, 0));
            return true;
        }
        return flood.isBehind(end.number);
    }

    void writeAudit(End end) {
        if (end.up && flood.hasAuditFor(end.number)) {
            long applied = flood.appliedOf(end.number);
            end.written.add(
                    new Message("", flood.tail(), true, flood.count(), flood.sum(), applied));
        }
    }

    /** Reads one message that the other end has written. */
    boolean read(End end) {
        Message message = end.otherEnd().written.poll();
        if (message == null) {
            return false;
        }
        if (message.isAudit()) {
            Audit audit =
                    flood.audit(
                            end.number,
                            message.count(),
                            message.sum(),
                            message.seq(),
                            message.applied());
            herd.check(audit != Audit.REPAIRING, "audit repairs");
            return true;
        }
        if (!message.line().isEmpty()) {
            end.seen.add(message.line());
            merge(message.line(), end.number);
        }
        flood.applied(end.number, message.seq());
        return true;
    }

    /** All records, by client. */
    Map<String, String> records() {
        Map<String, String> records = new HashMap<>();
        RecordCursor cursor = flood.records();
        while (cursor.next(view)) {
            records.put(Lines.id(Lines.text(view)), Lines.text(view));
        }
        return records;
    }

    private Merged merge(String line, int from) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        herd.check(read.read(bytes, 0, bytes.length), "broken line");
        Merged merged = flood.merge(read, from);
        String before = held.get(Lines.id(line));
        String after = merged == Merged.STORED ? line : before;
        if (after != null) {
            herd.check(
                    before == null || herd.order.compare(after, before) >= 0,
                    "record went backwards");
            held.put(Lines.id(line), after);
        }
        return merged;
    }
}
