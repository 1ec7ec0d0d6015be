package herd.testkit.fuzz;

import herd.protocol.AtLine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The AT lines that neighbours pass on: which of them some server could have built, and what they say.
 * An input is a line.
 *
 * <p><b>Source.</b> PROTOCOL.md, C20 to C26, and Flooding, rule 1.
 */
final class RecordTarget implements Target {

    /** What is judged. */
    interface Subject {

        /** What a line says, in the words of {@link RecordTarget#expected}. */
        String read(byte[] bytes, int offset, int length);
    }

    private final Supplier<Subject> subjects;

    RecordTarget(Supplier<Subject> subjects) {
        this.subjects = subjects;
    }

    /** The herd's own reader. */
    static RecordTarget ofProduct() {
        return new RecordTarget(RecordTarget::product);
    }

    /** The herd's own reader, to be judged. */
    static Subject product() {
        return new Product();
    }

    @Override
    public String name() {
        return "records";
    }

    @Override
    public int headerBytes() {
        return 0;
    }

    @Override
    public Trial trial() {
        return new RecordTrial(subjects.get());
    }

    private static String expected(Optional<Reference.At> read) {
        return read.map(
                        at ->
                                at.origin()
                                        + ' '
                                        + at.id()
                                        + ' '
                                        + at.coordinates()
                                        + ' '
                                        + at.time().toPlainString()
                                        + ' '
                                        + at.receipt().toPlainString())
                .orElse("refused");
    }

    private static final class RecordTrial implements Trial {

        /** What lies before and behind the line, and would make sense with it. */
        private static final int AROUND_BYTES = 3;

        private final Subject subject;

        RecordTrial(Subject subject) {
            this.subject = subject;
        }

        @Override
        public void draw(Dice dice, Draft draft) {
            new LineMaker(dice).at(draft);
            if (dice.oneIn(2)) {
                new Mutator(dice).mutate(draft, 0);
            }
        }

        @Override
        public Optional<String> check(byte[] input, Tally tally) {
            String line = new String(input, StandardCharsets.ISO_8859_1);
            Optional<Reference.At> read = Reference.at(line);
            tally.add(read.isPresent() ? "ACCEPTED" : "REFUSED " + why(line));
            boolean atTheEnd = input.length % 2 == 0;
            byte[] around = new byte[input.length + (atTheEnd ? 1 : 2) * AROUND_BYTES];
            Arrays.fill(around, (byte) '9');
            System.arraycopy(input, 0, around, AROUND_BYTES, input.length);
            String said = subject.read(around, AROUND_BYTES, input.length);
            String expected = expected(read);
            return said.equals(expected)
                    ? Optional.empty()
                    : Optional.of(Difference.of(expected, said));
        }

        /** Roughly, for the table: how far a line is like one that would be accepted. */
        private static String why(String line) {
            String[] words = Reference.words(line);
            if (words.length != 6 || !words[0].equals("AT")) {
                return "words";
            }
            if (!Reference.isServer(words[1])) {
                return "server";
            }
            Reference.Reading rest =
                    Reference.command("IAMAT " + words[3] + ' ' + words[4] + ' ' + words[5])
                            .reading();
            return rest == Reference.Reading.IAMAT ? "difference" : rest.name();
        }
    }

    /** The code that a server runs, and what it says. */
    private static final class Product implements Subject {
        private static final int SECOND_NANOS = 1_000_000_000;

        private final AtLine at = new AtLine();

        @Override
        public String read(byte[] bytes, int offset, int length) {
            if (!at.read(bytes, offset, length)) {
                return "refused";
            }
            return text(at.originOffset(), at.originLength())
                    + ' '
                    + text(at.idOffset(), at.idLength())
                    + ' '
                    + text(at.coordinatesOffset(), at.coordinatesLength())
                    + ' '
                    + seconds(at.seconds(), at.nanos())
                    + ' '
                    + seconds(at.receiptSeconds(), at.receiptNanos());
        }

        private String text(int offset, int length) {
            return new String(at.bytes(), offset, length, StandardCharsets.ISO_8859_1);
        }

        private static String seconds(long seconds, int nanos) {
            return seconds + "." + String.valueOf(SECOND_NANOS + nanos).substring(1);
        }
    }
}
