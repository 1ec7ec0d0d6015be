package herd.testkit.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * All connections between the server and its neighbours, or those who say they are: who makes way for
 * whom.
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Source.</b> PROTOCOL.md, Flooding, rules 10 and 11.
 */
final class NeighbourPort {

    static final int MAX_STRANGERS = 16;

    private final Surroundings server;
    private final ReferenceServer reference;
    private final Proofs proofs;
    private final int longestLine;
    private final DiallerWords.Overheard overheard = new DiallerWords.Overheard();

    /** Those who dialled, in order; the first is the healthy neighbour. */
    private final List<ReferenceStranger> strangers = new ArrayList<>();

    /** Those whom the server dialled, in order. */
    private final List<ReferenceDial> dials = new ArrayList<>();

    NeighbourPort(Surroundings server, ReferenceServer reference, Proofs proofs, int longestLine) {
        this.server = server;
        this.reference = reference;
        this.proofs = proofs;
        this.longestLine = longestLine;
    }

    /** Whether there were more than may be there at a time. */
    boolean isCrowded() {
        return strangers.size() > MAX_STRANGERS;
    }

    /** Whether nothing keeps the server from dialling: it does, or will soon. */
    boolean isWanted() {
        return dials.stream().allMatch(ReferenceNeighbour::isOver)
                && strangers.stream().skip(1).noneMatch(ReferenceNeighbour::isUp);
    }

    /** Somebody dials the server, in the name of a neighbour. */
    Connection dials(String says, char ending, String name) {
        if (strangers.size() >= MAX_STRANGERS) {
            List<ReferenceStranger> unproven =
                    strangers.stream().filter(ReferenceNeighbour::shakesHands).toList();
            if (unproven.size() == MAX_STRANGERS) {
                unproven.get(0).displaced("stranger that made way");
            }
        }
        ReferenceStranger stranger = new ReferenceStranger(reference, proofs, this::cameUp);
        strangers.add(stranger);
        DiallerWords words =
                new DiallerWords(name, number(), longestLine, stranger, proofs, overheard);
        return new Connection(
                server,
                new MarkedScript(says, words),
                stranger,
                ending,
                server::neighbourConnected);
    }

    /** The server's dial meets somebody. */
    Connection answers(String says, char ending) {
        ReferenceDial dial = new ReferenceDial(reference, proofs, server.dials(), this::cameUp);
        dials.add(dial);
        AcceptorWords words = new AcceptorWords(number(), longestLine, dial, proofs, overheard);
        return new Connection(
                server, new MarkedScript(says, words), dial, ending, server::dialIsAnswered);
    }

    /** Another number each time. */
    private long number() {
        return strangers.size() + dials.size();
    }

    /**
     * Only one link to a neighbour is up: the newest, since all of them are of other incarnations. A
     * dial that has proved nothing yet is given up.
     */
    private void cameUp() {
        strangers.stream()
                .skip(1)
                .filter(ReferenceNeighbour::isUp)
                .forEach(it -> it.displaced("link that was replaced"));
        for (ReferenceDial dial : dials) {
            if (dial.isUp()) {
                dial.displaced("link that was replaced");
            } else if (dial.isUnproven()) {
                dial.displaced("dial that was given up");
            }
        }
    }
}
