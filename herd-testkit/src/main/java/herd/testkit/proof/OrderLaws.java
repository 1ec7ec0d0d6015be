package herd.testkit.proof;

import herd.flood.FloodRules;
import herd.protocol.AtLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The product's order of records is an order: only a line itself equals it, what is greater one way
 * round is smaller the other, it carries over, and the rank never says otherwise. Asked of the lines
 * that servers store, of one client each.
 *
 * <p><b>Source.</b> PROTOCOL.md, Flooding, rule 2.
 */
final class OrderLaws extends Invariant {

    /** So many lines of a client are compared with each other, the latest ones. */
    private static final int COMPARED = 4;

    private final FloodRules rules;
    private final Map<String, List<AtLine>> latest = new HashMap<>();
    private final Map<String, List<String>> texts = new HashMap<>();

    OrderLaws(FloodRules rules) {
        super("order-laws");
        this.rules = rules;
    }

    @Override
    void stored(Life life, ReferenceLine line) {
        List<String> known = texts.computeIfAbsent(line.id(), it -> new ArrayList<>());
        if (known.contains(line.text())) {
            return;
        }
        List<AtLine> lines = latest.computeIfAbsent(line.id(), it -> new ArrayList<>());
        AtLine newest = new AtLine();
        byte[] bytes = line.text().getBytes(StandardCharsets.ISO_8859_1);
        require(newest.read(bytes, 0, bytes.length), "not an AT line: %s", line);
        compare(newest, lines);
        known.add(line.text());
        lines.add(newest);
        if (lines.size() > COMPARED) {
            lines.remove(0);
            known.remove(0);
        }
    }

    private void compare(AtLine newest, List<AtLine> lines) {
        int[] order = new int[lines.size()];
        require(rules.compare(newest, newest) == 0, "not equal to itself: %s", newest);
        for (int i = 0; i < order.length; i++) {
            AtLine other = lines.get(i);
            order[i] = Integer.signum(rules.compare(newest, other));
            int back = Integer.signum(rules.compare(other, newest));
            require(order[i] != 0, "equal, and not the same: %s and %s", newest, other);
            require(order[i] == -back, "greater both ways: %s and %s", newest, other);
            int rank = Long.compare(rules.rank(newest), rules.rank(other));
            require(rank == 0 || rank == order[i], "other than their ranks: %s, %s", newest, other);
        }
        for (int i = 0; i < order.length; i++) {
            for (int j = 0; j < order.length; j++) {
                if (order[i] > 0 && order[j] < 0) {
                    require(
                            rules.compare(lines.get(j), lines.get(i)) > 0,
                            "no way from %s over %s to %s",
                            lines.get(j),
                            newest,
                            lines.get(i));
                }
            }
        }
    }
}
