package herd.testkit.proof;

import java.util.HashSet;
import java.util.Set;

/** A record is a line that some server built, in its own name, from what a client told it: G1. */
final class Authentic extends Invariant {

    static final String NAME = "authentic";

    private final Set<String> asked = new HashSet<>();
    private final Set<String> built = new HashSet<>();

    Authentic() {
        super(NAME);
    }

    @Override
    void asked(Life life, ReferenceCommand command) {
        if (command.kind() == ReferenceCommand.Kind.IAMAT) {
            asked.add(key(life.name(), command.id(), command.coordinates(), command.time()));
        }
    }

    @Override
    void stored(Life life, ReferenceLine line) {
        if (!built.contains(line.text())) {
            require(line.origin().equals(life.name()), "%s stores %s", life, line);
            requireAsked(life, line);
            built.add(line.text());
        }
    }

    @Override
    void answered(Life life, ReferenceLine line) {
        requireAsked(life, line);
    }

    @Override
    void recordIn(Life life, int neighbour, ReferenceLine line) {
        require(built.contains(line.text()), "%s is told %s", life, line);
    }

    @Override
    void recordOut(Life life, int neighbour, ReferenceLine line) {
        require(built.contains(line.text()), "%s tells %s", life, line);
    }

    private void requireAsked(Life life, ReferenceLine line) {
        require(
                asked.contains(key(line.origin(), line.id(), line.coordinates(), line.time())),
                "nobody told %s of %s",
                life,
                line);
    }

    private static String key(String server, String id, String coordinates, String time) {
        return server + ' ' + id + ' ' + coordinates + ' ' + time;
    }
}
