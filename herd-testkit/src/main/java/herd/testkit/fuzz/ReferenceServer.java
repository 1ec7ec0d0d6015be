package herd.testkit.fuzz;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a server must know, going by what it was told: a map, and the rule of which of two records
 * stays.
 *
 * <p><b>Source.</b> PROTOCOL.md, Flooding, rules 2 to 4.
 */
final class ReferenceServer {

    static final String NAME = "Hill";

    private static final int AT_GROWTH = 256;
    private static final BigDecimal MAX_FUTURE = BigDecimal.valueOf(86_400);

    private final Map<String, Reference.At> records = new HashMap<>();

    /** Every line that was ever accepted or built. */
    private final Set<String> authentic = new HashSet<>();

    /** Every nonce that the server has said. */
    private final Set<String> nonces = new HashSet<>();

    private final String placesWithoutBound;
    private final int longestLine;
    private long iamats;
    private long nonsense;

    /**
     * Makes a server that knows nothing.
     *
     * @param places what it answers with behind an AT line, before the bound is looked at
     */
    ReferenceServer(int longestLine, String places) {
        this.longestLine = longestLine;
        placesWithoutBound = places;
    }

    int longestLine() {
        return longestLine;
    }

    /** Takes an IAMAT; returns the answer. */
    String heard(Reference.Command iamat, long wallNanos) {
        iamats++;
        String line = Reference.answer(iamat, NAME, wallNanos);
        merge(
                Reference.at(line)
                        .orElseThrow(() -> new AssertionError("cannot read back: " + line)));
        return line;
    }

    /** Takes a record from a neighbour, whatever it is. */
    void heardRecord(String line) {
        Optional<Reference.At> at = Reference.at(line);
        if (at.isPresent() && line.length() <= longestLine + AT_GROWTH) {
            merge(at.get());
        } else {
            nonsense++;
        }
    }

    /** The answer to a WHATSAT, or nothing if the client is not known. */
    Optional<String> asked(Reference.Command whatsat) {
        Reference.At known = records.get(whatsat.id());
        if (known == null) {
            return Optional.empty();
        }
        return Optional.of(known.line() + '\n' + places(whatsat.fourth()) + "\n\n");
    }

    Map<String, Reference.At> records() {
        return records;
    }

    boolean isAuthentic(String line) {
        return authentic.contains(line);
    }

    /** Whether a nonce was never said before; it has been now. */
    boolean isFresh(String nonce) {
        return nonces.add(nonce);
    }

    long iamats() {
        return iamats;
    }

    long nonsense() {
        return nonsense;
    }

    private void merge(Reference.At at) {
        authentic.add(at.line());
        Reference.At held = records.get(at.id());
        if (held == null || Reference.replaces(at, held, MAX_FUTURE)) {
            records.put(at.id(), at);
        }
    }

    /** Cuts the two results of {@link Surroundings#PLACES} to the bound. */
    private String places(String bound) {
        return switch (new BigDecimal(bound).min(BigDecimal.TEN).intValue()) {
            case 0 -> placesWithoutBound.replace("\"a\",\"b\"", "");
            case 1 -> placesWithoutBound.replace("\"a\",\"b\"", "\"a\"");
            default -> placesWithoutBound;
        };
    }
}
