package herd.testkit.fuzz;

import herd.line.LineReader;
import herd.line.LineSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A stream cut into lines, in any pieces, by a reader that is told to stop now and then. An input is
 * eight bytes for the pieces, one for the limit, and the stream.
 *
 * <p><b>Source.</b> PROTOCOL.md, C5, C7, C11 and C16.
 */
final class LineTarget implements Target {

    /** What is judged: a line reader. */
    interface Subject {

        /** Reads on; returns how many bytes were taken. */
        int read(byte[] bytes, int offset, int length, LineSink sink);

        /** Ends the stream. */
        void end(LineSink sink);

        /** What is kept of an incomplete line. */
        int heldBytes();
    }

    private static final int HEADER_BYTES = 9;
    private static final int MOST_LIMIT = 24;

    private final IntFunction<Subject> subjects;

    /** Judges line readers that are made for a limit. */
    LineTarget(IntFunction<Subject> subjects) {
        this.subjects = subjects;
    }

    /** The herd's own reader. */
    static LineTarget ofProduct() {
        return new LineTarget(LineTarget::product);
    }

    /** The herd's own reader, to be judged. */
    static Subject product(int limit) {
        return new Product(new LineReader(limit));
    }

    @Override
    public String name() {
        return "lines";
    }

    @Override
    public int headerBytes() {
        return HEADER_BYTES;
    }

    @Override
    public Trial trial() {
        return new LineTrial(subjects);
    }

    /** The lines of a stream, each marked as whole or too long, and behind it a bar. */
    private static String expected(byte[] input, int limit, Tally tally) {
        StringBuilder said = new StringBuilder();
        int start = HEADER_BYTES;
        for (int i = start; i <= input.length; i++) {
            boolean atEnd = i == input.length;
            if (atEnd ? i > start : input[i] == '\n') {
                String line = new String(input, start, i - start, StandardCharsets.ISO_8859_1);
                said.append(line.length() > limit ? "long:" : "line:").append(line).append('|');
                tally.add(kind(line, limit) + (atEnd ? ", ended by the stream" : ""));
                start = i + 1;
            }
        }
        return said.toString();
    }

    private static String kind(String line, int limit) {
        if (line.length() == limit || line.length() == limit + 1) {
            return line.length() == limit ? "LONGEST" : "ONE TOO MANY";
        }
        if (line.isEmpty()) {
            return "EMPTY";
        }
        return line.length() > limit ? "TOO LONG" : line.indexOf('\r') < 0 ? "SHORT" : "WITH CR";
    }

    private static final class LineTrial implements Trial {
        private final IntFunction<Subject> subjects;
        private final Dice pieces = new Dice();

        LineTrial(IntFunction<Subject> subjects) {
            this.subjects = subjects;
        }

        @Override
        public void draw(Dice dice, Draft draft) {
            int limit = dice.between(1, MOST_LIMIT);
            draft.putLong(dice.bits()).put(limit);
            for (int lines = dice.between(1, 4); lines > 0; lines--) {
                int length = dice.oneIn(3) ? limit + dice.below(3) - 1 : dice.below(2 * limit + 2);
                for (int i = 0; i < length; i++) {
                    int kind = dice.below(96);
                    draft.put(kind < 8 ? '\r' : kind < 19 ? dice.below(256) : 'a');
                }
                draft.put(dice.oneIn(10) ? "\r\n" : "\n");
            }
            if (dice.oneIn(2)) {
                draft.truncate(draft.length() - dice.between(1, 5));
            }
        }

        @Override
        public Optional<String> check(byte[] input, Tally tally) {
            if (input.length < HEADER_BYTES) {
                return Optional.empty();
            }
            int limit = 1 + (input[HEADER_BYTES - 1] & 0xff) % MOST_LIMIT;
            pieces.begin(Clocks.read(input), 0);
            Subject reader = subjects.apply(limit);
            Said said = new Said(pieces);
            int most = read(reader, input, said);
            said.stopped = false;
            reader.end(said);
            String expected = expected(input, limit, tally);
            if (!said.text.toString().equals(expected)) {
                return Optional.of(Difference.of(expected, said.text.toString()));
            }
            return most > limit
                    ? Optional.of(most + " bytes kept of a line, with a limit of " + limit)
                    : Optional.empty();
        }

        /** Feeds all, piece by piece; returns the most that the reader kept meanwhile. */
        private int read(Subject reader, byte[] input, Said said) {
            int most = 0;
            int at = HEADER_BYTES;
            while (at < input.length) {
                int rest = input.length - at;
                int piece = 1 + pieces.below(pieces.oneIn(2) ? Math.min(rest, 3) : rest);
                // A copy of just this piece: who keeps it instead of its bytes is found out.
                byte[] bytes = Arrays.copyOfRange(input, at, at + piece);
                said.stopped = false;
                int taken = reader.read(bytes, 0, piece, said);
                Arrays.fill(bytes, (byte) '!');
                if (taken < 1 || taken > piece || taken < piece && !said.stopped) {
                    said.text.append("took ").append(taken).append(" of ").append(piece);
                    return most;
                }
                at += taken;
                most = Math.max(most, reader.heldBytes());
            }
            return most;
        }
    }

    /** Writes down what a reader hands on, and stops it at random. */
    private static final class Said implements LineSink {
        private final StringBuilder text = new StringBuilder();
        private final Dice pieces;
        private boolean inLongLine;

        /** Whether the reader was told to stop since it was last called. */
        private boolean stopped;

        Said(Dice pieces) {
            this.pieces = pieces;
        }

        @Override
        public boolean line(byte[] bytes, int offset, int length) {
            begins();
            text.append("line:");
            append(bytes, offset, length);
            text.append('|');
            return goOn();
        }

        @Override
        public boolean piece(byte[] bytes, int offset, int length, boolean begins, boolean ends) {
            if (begins) {
                begins();
                text.append("long:");
            }
            inLongLine = !ends;
            append(bytes, offset, length);
            if (ends) {
                text.append('|');
            }
            return goOn();
        }

        private void append(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                text.append((char) (bytes[i] & 0xff));
            }
        }

        /** A line begins: not within another, and not after the word to stop. */
        private void begins() {
            if (inLongLine || stopped) {
                text.append(inLongLine ? "in a long line:" : "though stopped:");
            }
        }

        private boolean goOn() {
            boolean stop = pieces.oneIn(5);
            stopped |= stop;
            return !stop;
        }
    }

    /** The code that a server runs. */
    private record Product(LineReader reader) implements Subject {

        @Override
        public int read(byte[] bytes, int offset, int length, LineSink sink) {
            return reader.read(bytes, offset, length, sink);
        }

        @Override
        public void end(LineSink sink) {
            reader.end(sink);
        }

        @Override
        public int heldBytes() {
            return reader.heldBytes();
        }
    }
}
