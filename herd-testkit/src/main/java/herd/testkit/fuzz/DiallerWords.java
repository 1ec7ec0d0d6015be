package herd.testkit.fuzz;

import java.util.function.Function;

/**
 * What somebody says who dials a server:
 *
 * <pre>
 *   H  a hello                         S  a proof, with other settings
 *   P  a proof                         T  a proof, with a clock too far away
 *   V  a proof by the previous secret  I  a proof, with an introduction that is none
 *   F  a proof by a wrong secret       W  a proof for the other direction
 *   R  the last proof of another
 * </pre>
 */
final class DiallerWords implements MarkedScript.Words {

    private static final String NO_PROOF = "0".repeat(64);

    /** What one connection can learn from another. */
    static final class Overheard {
        private String proof = "PROOF";

        String proof() {
            return proof;
        }
    }

    private final String name;
    private final long number;
    private final int longestLine;
    private final ReferenceStranger reference;
    private final Proofs proofs;
    private final Overheard overheard;

    /**
     * Makes the words of one connection.
     *
     * @param name the server that it speaks for
     * @param number another one for each connection
     */
    DiallerWords(
            String name,
            long number,
            int longestLine,
            ReferenceStranger reference,
            Proofs proofs,
            Overheard overheard) {
        this.name = name;
        this.number = number;
        this.longestLine = longestLine;
        this.reference = reference;
        this.proofs = proofs;
        this.overheard = overheard;
    }

    @Override
    public boolean isAnswer(char letter) {
        return "PVFRSTIW".indexOf(letter) >= 0;
    }

    @Override
    public String of(char letter, long wallNanos) {
        String usual = introduction(Spoken.hex(number), longestLine, wallNanos);
        return switch (letter) {
            case 'H' -> hello();
            case 'P' -> proof(Outcome.UP, usual);
            case 'V' -> byPrevious(proof(Outcome.UP, usual));
            case 'S' -> proof(Outcome.SETTINGS, otherSettings(wallNanos));
            case 'T' -> proof(Outcome.CLOCK, otherClock(wallNanos));
            case 'I' -> proof(Outcome.NOTHING, introduction(Spoken.hex(0), longestLine, wallNanos));
            case 'F' -> spelled(proofs::wronglyOver, Spoken.DIALLER, usual);
            case 'W' -> spelled(proofs::over, Spoken.ACCEPTOR, usual);
            case 'R' -> overheard.proof;
            default -> "";
        };
    }

    private String hello() {
        return "HERD 1 1 " + name + ' ' + ReferenceServer.NAME + ' ' + Spoken.nonce(number);
    }

    private String otherSettings(long wallNanos) {
        return introduction(Spoken.hex(number), longestLine + 1, wallNanos);
    }

    private String otherClock(long wallNanos) {
        return introduction(Spoken.hex(number), longestLine, Spoken.farFrom(wallNanos));
    }

    private String proof(Outcome outcome, String introduction) {
        boolean stolenName =
                !reference.dialler().equals(name)
                        && reference.dialler().equals(Surroundings.HEALTHY);
        if (reference.challenge().isEmpty() || stolenName) {
            return spelled(proofs::wronglyOver, Spoken.DIALLER, introduction);
        }
        String line = spelled(proofs::over, Spoken.DIALLER, introduction);
        overheard.proof = line;
        reference.proves(line, outcome);
        reference.proves(byPrevious(line), outcome);
        return line;
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

    private static String introduction(String incarnation, int longest, long wallNanos) {
        return Spoken.introduction(incarnation, 1, longest, wallNanos);
    }
}
