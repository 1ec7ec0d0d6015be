package herd.testkit.fuzz;

import java.util.Optional;

/**
 * Whole connections to a whole server, in memory: clients and neighbours, sound and otherwise, that
 * come at the same time. An input is eight bytes for order and pieces, one for the server's settings,
 * and for each connection {@code 0x02}, its kind ({@code c}, {@code n}, or {@code d} for
 * the answer to a dial of the server's), its ending and its bytes.
 *
 * <p><b>Source.</b> PROTOCOL.md, all of it.
 */
final class ConnectionTarget implements Target {

    private final boolean neighbours;

    private final ServerMaker maker;

    /**
     * Judges servers.
     *
     * @param neighbours whether it is mostly neighbours who come, and not clients
     */
    ConnectionTarget(boolean neighbours, ServerMaker maker) {
        this.neighbours = neighbours;
        this.maker = maker;
    }

    /** Mostly clients. */
    static ConnectionTarget clients() {
        return new ConnectionTarget(false, ServerMaker.PRODUCT);
    }

    /** Mostly connections to the neighbour port. */
    static ConnectionTarget links() {
        return new ConnectionTarget(true, ServerMaker.PRODUCT);
    }

    @Override
    public String name() {
        return neighbours ? "links" : "clients";
    }

    @Override
    public int headerBytes() {
        return Gathering.HEADER_BYTES;
    }

    @Override
    public Trial trial() {
        return new ConnectionTrial(neighbours, maker);
    }

    private static final class ConnectionTrial implements Trial {
        private final boolean neighbours;
        private final ServerMaker maker;
        private final Proofs proofs = new Proofs(Surroundings.SECRET);

        ConnectionTrial(boolean neighbours, ServerMaker maker) {
            this.neighbours = neighbours;
            this.maker = maker;
        }

        @Override
        public void draw(Dice dice, Draft draft) {
            boolean tight = !neighbours && dice.oneIn(4);
            draft.putLong(dice.bits()).put(dice.below(256) & ~1 | (tight ? 1 : 0));
            StreamMaker streams = new StreamMaker(dice);
            boolean crowd = neighbours && dice.oneIn(20);
            int count = crowd ? dice.between(17, 24) : dice.between(1, tight ? 1 : 16);
            for (int i = 0; i < count; i++) {
                draft.put(Gathering.CONNECTION);
                if (crowd && !dice.oneIn(5)) {
                    draft.put("no");
                    streams.loiterer(draft);
                } else if (tight || dice.oneIn(8) == neighbours) {
                    draft.put('c').put(dice.pick(StreamMaker.ENDINGS));
                    streams.client(draft);
                } else if (dice.oneIn(4)) {
                    draft.put('d').put(dice.pick(StreamMaker.ENDINGS));
                    streams.dialled(draft);
                } else {
                    draft.put('n').put(dice.pick(StreamMaker.ENDINGS));
                    streams.neighbour(draft);
                }
            }
        }

        @Override
        public Optional<String> check(byte[] input, Tally tally) {
            return input.length < Gathering.HEADER_BYTES
                    ? Optional.empty()
                    : new Gathering(input, maker, proofs).run(tally);
        }
    }
}
