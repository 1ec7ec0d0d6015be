package herd.testkit.fuzz;

import java.util.HexFormat;
import java.util.function.Function;

/**
 * What somebody says at the neighbour port. Most bytes stand for themselves; 0x01 and a letter stand
 * for what cannot be known beforehand:
 *
 * <pre>
 *   H  a hello                         S  a proof, with other settings
 *   P  a proof                         T  a proof, with a clock too far away
 *   V  a proof by the previous secret  I  a proof, with an introduction that is none
 *   F  a proof by a wrong secret       W  a proof for the other direction
 *   R  the last proof of another       K  a blank, and the check of the line so far
 * </pre>
 */
final class LinkScript implements Script {

    static final char MARK = 1;

    private static final String PROVING = "PVFRSTIW";
    private static final String NO_PROOF = "0".repeat(64);
    private static final long DAY_NANOS = 86_400_000_000_000L;

    /** What one connection can learn from another. */
    static final class Overheard {
        private String proof = "PROOF";
    }

    private final String script;
    private final String name;
    private final long number;
    private final int longestLine;
    private final ReferenceStranger reference;
    private final Proofs proofs;
    private final Overheard overheard;
    private final StringBuilder line = new StringBuilder();
    private int at;

    /**
     * Makes a script.
     *
     * @param name the server that it speaks for
     * @param number another one for each connection
     */
    LinkScript(
            String script,
            String name,
            long number,
            int longestLine,
            ReferenceStranger reference,
            Proofs proofs,
            Overheard overheard) {
        this.script = script;
        this.name = name;
        this.number = number;
        this.longestLine = longestLine;
        this.reference = reference;
        this.proofs = proofs;
        this.overheard = overheard;
    }

    @Override
    public boolean isOver() {
        return at == script.length();
    }

    @Override
    public String next(long wallNanos) {
        StringBuilder known = new StringBuilder();
        while (!isOver()) {
            int mark = script.indexOf(MARK, at);
            boolean marked = mark >= 0 && mark + 1 < script.length();
            int plainEnd = marked ? mark : script.length();
            say(known, script.substring(at, plainEnd));
            at = plainEnd;
            if (marked) {
                char letter = script.charAt(mark + 1);
                boolean proving = PROVING.indexOf(letter) >= 0;
                if (proving && known.length() > 0) {
                    break; // what it proves is known only when this has been heard
                }
                at += 2;
                say(known, meaning(letter, wallNanos));
            }
        }
        return known.toString();
    }

    private void say(StringBuilder known, String more) {
        known.append(more);
        int lineStart = more.lastIndexOf('\n') + 1;
        if (lineStart > 0) {
            line.setLength(0);
        }
        line.append(more, lineStart, more.length());
    }

    private String meaning(char letter, long wallNanos) {
        return switch (letter) {
            case 'H' ->
                    "HERD 1 1 " + name + ' ' + ReferenceServer.NAME + ' ' + hex(number).repeat(4);
            case 'K' -> ' ' + Proofs.check(line.toString());
            case 'P' -> proof(ReferenceStranger.Outcome.UP, incarnation(), longestLine, wallNanos);
            case 'V' ->
                    byPrevious(
                            proof(
                                    ReferenceStranger.Outcome.UP,
                                    incarnation(),
                                    longestLine,
                                    wallNanos));
            case 'S' ->
                    proof(
                            ReferenceStranger.Outcome.SETTINGS,
                            incarnation(),
                            longestLine + 1,
                            wallNanos);
            case 'T' ->
                    proof(
                            ReferenceStranger.Outcome.CLOCK,
                            incarnation(),
                            longestLine,
                            wallNanos > 3 * DAY_NANOS
                                    ? wallNanos - 2 * DAY_NANOS
                                    : wallNanos + 2 * DAY_NANOS);
            case 'I' -> proof(ReferenceStranger.Outcome.NOTHING, hex(0), longestLine, wallNanos);
            case 'F' -> spelled(proofs::wronglyOver, "dialler", wallNanos);
            case 'W' -> spelled(proofs::over, "acceptor", wallNanos);
            case 'R' -> overheard.proof;
            default -> String.valueOf(new char[] {MARK, letter});
        };
    }

    private String proof(
            ReferenceStranger.Outcome outcome, String incarnation, int longest, long wallNanos) {
        boolean stolenName =
                !reference.dialler().equals(name)
                        && reference.dialler().equals(Surroundings.HEALTHY);
        if (reference.challenge().isEmpty() || stolenName) {
            return spelled(proofs::wronglyOver, "dialler", wallNanos);
        }
        String introduction = introduction(incarnation, longest, wallNanos);
        String line = spelled(proofs::over, "dialler", introduction);
        overheard.proof = line;
        reference.proves(line, outcome);
        reference.proves(byPrevious(line), outcome);
        return line;
    }

    private String spelled(Function<String[], String> over, String direction, long wallNanos) {
        return spelled(over, direction, introduction(incarnation(), longestLine, wallNanos));
    }

    private String spelled(Function<String[], String> over, String direction, String introduction) {
        String mac =
                over.apply(
                        new String[] {
                            direction, reference.hello(), reference.challenge(), introduction
                        });
        return "PROOF " + mac + " - " + introduction;
    }

    /** The same proof, but by the second of the dialler's secrets. */
    private static String byPrevious(String line) {
        String[] words = line.split(" ", 4);
        return String.join(" ", words[0], NO_PROOF, words[1], words[3]);
    }

    private String incarnation() {
        return hex(number);
    }

    private static String introduction(String incarnation, int longest, long wallNanos) {
        return String.join(
                " ",
                incarnation,
                "1 - - 0",
                String.valueOf(Surroundings.MAX_FUTURE.toNanos()),
                String.valueOf(longest),
                "true",
                String.valueOf(Surroundings.MAX_CLIENTS),
                String.valueOf(wallNanos));
    }

    private static String hex(long value) {
        return HexFormat.of().toHexDigits(value);
    }
}
