package herd.testkit.fuzz;

import herd.protocol.AtLine;
import herd.protocol.CommandReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The lines of clients: how they are read, and how an IAMAT is answered. An input is the server's
 * clock, in eight bytes, one byte for its name, and the line.
 *
 * <p><b>Source.</b> PROTOCOL.md, C11 to C26, C29 and C30.
 */
final class CommandTarget implements Target {

    /** What is judged. */
    interface Subject {

        /** What a line says, in the words of {@link CommandTarget#expected}. */
        String read(byte[] bytes, int offset, int length, String server, long wallNanos);
    }

    private static final int HEADER_BYTES = 9;
    private static final String[] SERVERS = {"Hill", "a", "c_3-d", "x".repeat(64)};

    private final Supplier<Subject> subjects;

    CommandTarget(Supplier<Subject> subjects) {
        this.subjects = subjects;
    }

    /** The herd's own reader. */
    static CommandTarget ofProduct() {
        return new CommandTarget(CommandTarget::product);
    }

    /** The herd's own reader, to be judged. */
    static Subject product() {
        return new Product();
    }

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public int headerBytes() {
        return HEADER_BYTES;
    }

    @Override
    public Trial trial() {
        return new CommandTrial(subjects.get());
    }

    private static String expected(Reference.Command command, String server, long wallNanos) {
        return switch (command.reading()) {
            case BLANK -> "blank";
            case IAMAT -> "iamat answered " + Reference.answer(command, server, wallNanos);
            case WHATSAT ->
                    "whatsat "
                            + command.id()
                            + ' '
                            + command.third()
                            + ' '
                            + withoutNeedlessZeros(command.fourth());
            default -> "invalid";
        };
    }

    private static String withoutNeedlessZeros(String digits) {
        int from = 0;
        while (from < digits.length() - 1 && digits.charAt(from) == '0') {
            from++;
        }
        return digits.substring(from);
    }

    private static final class CommandTrial implements Trial {
        private final Subject subject;

        /** The line lies somewhere in it, among bytes that must not be looked at. */
        private byte[] around = new byte[1024];

        CommandTrial(Subject subject) {
            this.subject = subject;
        }

        @Override
        public void draw(Dice dice, Draft draft) {
            draft.putLong(Clocks.wallNanos(dice)).put(dice.below(SERVERS.length));
            new LineMaker(dice).command(draft);
            if (dice.oneIn(2)) {
                new Mutator(dice).mutate(draft, HEADER_BYTES);
            }
        }

        @Override
        public Optional<String> check(byte[] input, Tally tally) {
            if (input.length < HEADER_BYTES) {
                return Optional.empty();
            }
            long wallNanos = Clocks.read(input);
            String server = SERVERS[(input[HEADER_BYTES - 1] & 0xff) % SERVERS.length];
            int length = input.length - HEADER_BYTES;
            String line = new String(input, HEADER_BYTES, length, StandardCharsets.ISO_8859_1);
            Reference.Command command = Reference.command(line);
            tally.add(command.reading().name());
            String said = subject.read(around, lie(input, length), length, server, wallNanos);
            String expected = expected(command, server, wallNanos);
            return said.equals(expected)
                    ? Optional.empty()
                    : Optional.of(Difference.of(expected, said));
        }

        /** Puts the line down among what is left of earlier ones, or at the very end of the array. */
        private int lie(byte[] input, int length) {
            if (around.length < length + HEADER_BYTES) {
                around = new byte[2 * (length + HEADER_BYTES)];
            }
            int offset = length % 2 == 0 ? length % HEADER_BYTES : around.length - length;
            System.arraycopy(input, HEADER_BYTES, around, offset, length);
            return offset;
        }
    }

    /** The code that a server runs, and what it says. */
    private static final class Product implements Subject {
        private final CommandReader reader = new CommandReader();
        private final AtLine at = new AtLine();
        private final AtLine again = new AtLine();

        @Override
        public String read(byte[] bytes, int offset, int length, String server, long wallNanos) {
            return switch (reader.read(bytes, offset, length)) {
                case BLANK -> "blank";
                case INVALID -> "invalid";
                case IAMAT -> iamat(server, wallNanos);
                case WHATSAT ->
                        "whatsat "
                                + text(reader.idOffset(), reader.idLength())
                                + ' '
                                + text(reader.radiusOffset(), reader.radiusLength())
                                + ' '
                                + reader.bound();
            };
        }

        private String iamat(String server, long wallNanos) {
            at.compose(reader, server.getBytes(StandardCharsets.ISO_8859_1), wallNanos);
            boolean ended = at.bytes()[at.offset() + at.length()] == '\n';
            return "iamat answered "
                    + new String(at.bytes(), at.offset(), at.length(), StandardCharsets.ISO_8859_1)
                    + (ended ? "" : " without an end")
                    + (isReadBack() ? "" : ", read otherwise");
        }

        /** Whether a neighbour reads of the answer what composing it said. */
        private boolean isReadBack() {
            return again.read(at.bytes(), at.offset(), at.length())
                    && again.seconds() == at.seconds()
                    && again.nanos() == at.nanos()
                    && again.receiptSeconds() == at.receiptSeconds()
                    && again.receiptNanos() == at.receiptNanos()
                    && again.idOffset() == at.idOffset()
                    && again.idLength() == at.idLength()
                    && again.coordinatesOffset() == at.coordinatesOffset()
                    && again.coordinatesLength() == at.coordinatesLength()
                    && again.originOffset() == at.originOffset()
                    && again.originLength() == at.originLength();
        }

        private String text(int offset, int length) {
            return new String(reader.bytes(), offset, length, StandardCharsets.ISO_8859_1);
        }
    }
}
