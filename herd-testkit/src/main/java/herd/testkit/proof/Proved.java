package herd.testkit.proof;

import java.util.HashMap;
import java.util.Map;

/**
 * Records cross only on links that are up, and a link is up only with a life of the very neighbour, one
 * that knows the herd's secret: rule 10.
 */
final class Proved extends Invariant {

    private final Map<Long, Life> lives = new HashMap<>();

    Proved() {
        super("proved");
    }

    @Override
    void began(Life life) {
        lives.put(life.server().engine().flood().incarnation(), life);
    }

    @Override
    void met(Life life, int neighbour, long knownIncarnation, long incarnation) {
        Life other = lives.get(incarnation);
        String name = life.server().neighbours().get(neighbour);
        require(other != null, "%s takes a stranger for %s", life, name);
        require(other.name().equals(name), "%s takes %s for %s", life, other, name);
        require(
                life.knowsSecret() == other.knowsSecret(),
                "%s is linked to %s without a secret in common",
                life,
                name);
    }

    @Override
    void recordIn(Life life, int neighbour, ReferenceLine line) {
        requireUp(life, neighbour, line);
    }

    @Override
    void recordOut(Life life, int neighbour, ReferenceLine line) {
        requireUp(life, neighbour, line);
    }

    private void requireUp(Life life, int neighbour, ReferenceLine line) {
        require(life.end(neighbour).link().isPresent(), "on no link, at %s: %s", life, line);
    }
}
