package herd.testkit.fuzz;

import java.util.function.Function;

/**
 * What somebody says whom a server has dialled:
 *
 * <pre>
 *   N  a nonce                         T  an answer, with a clock far away
 *   A  an answer                       I  an answer, with an introduction that is none
 *   X  an answer: the settings differ  D  an answer to another dial
 *   Y  an answer: the clocks differ    F  an answer by a wrong secret
 *   S  an answer, with other settings  W  an answer with the dialler's mark
 *   E  the server's own proof          R  the last proof that another showed
 * </pre>
 */
final class AcceptorWords implements MarkedScript.Words {

    private final long number;
    private final int longestLine;
    private final ReferenceDial reference;
    private final Proofs proofs;
    private final DiallerWords.Overheard overheard;

    /**
     * Makes the words of one connection.
     *
     * @param number another one for each connection
     */
    AcceptorWords(
            long number,
            int longestLine,
            ReferenceDial reference,
            Proofs proofs,
            DiallerWords.Overheard overheard) {
        this.number = number;
        this.longestLine = longestLine;
        this.reference = reference;
        this.proofs = proofs;
        this.overheard = overheard;
    }

    @Override
    public boolean isAnswer(char letter) {
        return "AXYSTIDFWER".indexOf(letter) >= 0;
    }

    @Override
    public String of(char letter, long wallNanos) {
        String usual = introduction(longestLine, wallNanos);
        return switch (letter) {
            case 'N' -> "NONCE 1 " + Spoken.nonce(number);
            case 'A' -> answer(Outcome.UP, "up " + usual);
            case 'X' -> answer(Outcome.SETTINGS, "settings " + usual);
            case 'Y' -> answer(Outcome.CLOCK, "clock " + usual);
            case 'S' -> answer(Outcome.SETTINGS, "up " + introduction(longestLine + 1, wallNanos));
            case 'T' ->
                    answer(
                            Outcome.UP,
                            "up " + introduction(longestLine, Spoken.farFrom(wallNanos)));
            case 'I' -> answer(Outcome.NOTHING, "up");
            case 'D' -> answer(Outcome.NOTHING, "up " + toAnotherDial(wallNanos));
            case 'F' -> spelled(proofs::wronglyOver, Spoken.ACCEPTOR, "up " + usual);
            case 'W' -> spelled(proofs::over, Spoken.DIALLER, "up " + usual);
            case 'E' -> reference.proof();
            case 'R' -> overheard.proof();
            default -> "";
        };
    }

    private String answer(Outcome outcome, String says) {
        if (reference.challenge().isEmpty()) {
            return spelled(proofs::wronglyOver, Spoken.ACCEPTOR, says);
        }
        String line = spelled(proofs::over, Spoken.ACCEPTOR, says);
        reference.proves(line, outcome);
        return line;
    }

    private String spelled(Function<String[], String> over, String direction, String says) {
        String mac =
                over.apply(
                        new String[] {
                            direction,
                            reference.hello(),
                            reference.challenge(),
                            reference.proof(),
                            says
                        });
        return "PROOF " + mac + ' ' + says;
    }

    private String introduction(int longest, long wallNanos) {
        return Spoken.introduction(Spoken.hex(number), reference.number(), longest, wallNanos);
    }

    private String toAnotherDial(long wallNanos) {
        return Spoken.introduction(
                Spoken.hex(number), reference.number() + 1, longestLine, wallNanos);
    }
}
