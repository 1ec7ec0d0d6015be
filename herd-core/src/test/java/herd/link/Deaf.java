package herd.link;

/** A host that does nothing. */
final class Deaf implements LinkHost {

    @Override
    public void dial(int neighbour) {}

    @Override
    public void abandonDial(int neighbour) {}

    @Override
    public void wakeAt(long nanos) {}

    @Override
    public void fillRandom(byte[] bytes) {}

    @Override
    public long rememberedIncarnation(int neighbour) {
        return 0;
    }

    @Override
    public long appliedSeq(int neighbour) {
        return 0;
    }

    @Override
    public long sentUpTo(int neighbour) {
        return 0;
    }

    @Override
    public void up(int neighbour, Introduction theirs) {}

    @Override
    public void down(int neighbour, CloseReason why) {}

    @Override
    public void record(int neighbour, long seq, byte[] bytes, int offset, int length) {}

    @Override
    public void allSentUpTo(int neighbour, long seq) {}

    @Override
    public void rewound(int neighbour) {}

    @Override
    public void audit(int neighbour, long tail, long applied, long count, long sum) {}

    @Override
    public void report(LinkEvent event) {}
}
