package herd.testkit.proof;

import herd.flood.Flood;
import herd.flood.RecordView;
import java.nio.charset.StandardCharsets;

/**
 * A record is not told to the neighbour that told it, on that connection: rule 5. Rule 7 has an
 * exception: what was there when sending began anew is sent once, whatever is told meanwhile.
 */
final class NeverBack extends Invariant {

    private final RecordView view = new RecordView();

    NeverBack() {
        super("never-back");
    }

    @Override
    void recordOut(Life life, int neighbour, ReferenceLine line) {
        if (life.end(neighbour).heard().contains(line.text())) {
            require(
                    seq(life, line) <= life.server().engine().flood().voidUpTo(neighbour),
                    "%s tells %s what it heard from there: %s",
                    life,
                    life.server().neighbours().get(neighbour),
                    line);
        }
    }

    private long seq(Life life, ReferenceLine line) {
        byte[] id = line.id().getBytes(StandardCharsets.ISO_8859_1);
        Flood flood = life.server().engine().flood();
        require(
                flood.find(id, 0, id.length, view),
                "%s tells what it does not hold: %s",
                life,
                line);
        return view.seq();
    }
}
