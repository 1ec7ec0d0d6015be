package herd.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The rest of a server, as far as its links can see. */
final class TestServer implements LinkHost {

    static final HerdSettings HERD = new HerdSettings(Duration.ofHours(24), 65_536, true, 1_000);
    static final Secrets SECRETS = Secrets.of("one secret for all".getBytes(ISO_8859_1));

    final World world;
    final LinkSettings settings;
    final Links links;

    /** What the links told it, one line each, in order. */
    final List<String> told = new ArrayList<>();

    final List<LinkEvent> events = new ArrayList<>();
    final List<Introduction> ups = new ArrayList<>();
    final List<CloseReason> downs = new ArrayList<>();
    final List<Long> dialTimes = new ArrayList<>();
    final long[] remembered;
    final long[] applied;
    final long[] sent;
    final Random random;
    long clockAheadNanos;
    long alarmNanos = Long.MAX_VALUE;
    boolean off;
    boolean asleep;

    /** Dials get no answer at all. */
    boolean unheard;

    /** Records that it is told are not written down. */
    boolean forgetful;

    /** What is drawn instead of random bits, if anything. */
    byte[] nextRandom = {};

    TestServer(World world, LinkSettings settings, long seed) {
        this.world = world;
        this.settings = settings;
        this.random = new Random(seed);
        this.remembered = new long[settings.neighbours().size()];
        this.applied = new long[settings.neighbours().size()];
        this.sent = new long[settings.neighbours().size()];
        this.links = new Links(settings, this);
    }

    static TestServer of(World world, String name, String... neighbours) {
        return of(world, settings(name, neighbours));
    }

    static TestServer of(World world, LinkSettings settings) {
        return world.add(new TestServer(world, settings, settings.name().hashCode()));
    }

    /** What takes its place when it restarts: the same server in its next life. */
    TestServer nextLife() {
        return of(
                world,
                new LinkSettings(
                        settings.name(),
                        settings.neighbours(),
                        settings.incarnation() + 1,
                        settings.secrets(),
                        settings.versions(),
                        settings.herd()));
    }

    static LinkSettings settings(String name, String... neighbours) {
        return new LinkSettings(
                name, List.of(neighbours), name.hashCode(), SECRETS, VersionRange.SPOKEN, HERD);
    }

    String name() {
        return settings.name();
    }

    /** From now on all its delays are the longest. */
    void drawGreatestDelays() {
        nextRandom = new byte[Words.NONCE_BYTES];
        Arrays.fill(nextRandom, (byte) 0xff);
    }

    void wake() {
        alarmNanos = Long.MAX_VALUE;
        links.woken(world.now());
    }

    LinkStatus status() {
        return links.status().get(0);
    }

    String linkName() {
        return status().link().map(LinkName::toString).orElse("-");
    }

    boolean isUp() {
        return links.isUp(0);
    }

    @Override
    public void dial(int neighbour) {
        dialTimes.add(world.now());
        if (!unheard) {
            long due = world.now() + world.latencyNanos;
            world.knocks.add(new World.Knock(this, neighbour, due));
        }
    }

    @Override
    public void abandonDial(int neighbour) {
        world.knocks.removeIf(it -> it.dialler() == this && it.neighbour() == neighbour);
    }

    @Override
    public void wakeAt(long nanos) {
        alarmNanos = nanos;
    }

    @Override
    public void fillRandom(byte[] bytes) {
        if (nextRandom.length > 0) {
            System.arraycopy(nextRandom, 0, bytes, 0, bytes.length);
        } else {
            random.nextBytes(bytes);
        }
    }

    @Override
    public long rememberedIncarnation(int neighbour) {
        return remembered[neighbour];
    }

    @Override
    public long appliedSeq(int neighbour) {
        return applied[neighbour];
    }

    @Override
    public long sentUpTo(int neighbour) {
        return sent[neighbour];
    }

    @Override
    public void up(int neighbour, Introduction theirs) {
        if (theirs.incarnation() != remembered[neighbour]) {
            remembered[neighbour] = theirs.incarnation();
            applied[neighbour] = 0;
        }
        boolean resumes = theirs.rememberedIncarnation() == settings.incarnation();
        sent[neighbour] = resumes ? theirs.appliedSeq() : 0;
        ups.add(theirs);
        told.add("up");
    }

    @Override
    public void down(int neighbour, CloseReason why) {
        downs.add(why);
        told.add("down " + why);
    }

    @Override
    public void record(int neighbour, long seq, byte[] bytes, int offset, int length) {
        applied[neighbour] = Math.max(applied[neighbour], seq);
        if (forgetful) {
            return;
        }
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        told.add("record " + seq + " [" + new String(copy, ISO_8859_1) + "]");
    }

    @Override
    public void allSentUpTo(int neighbour, long seq) {
        applied[neighbour] = Math.max(applied[neighbour], seq);
        told.add("all up to " + seq);
    }

    @Override
    public void rewound(int neighbour) {
        applied[neighbour] = 0;
        told.add("rewound");
    }

    @Override
    public void audit(int neighbour, long tail, long applied, long count, long sum) {
        told.add("audit " + tail + " " + applied + " " + count + " " + Long.toHexString(sum));
    }

    @Override
    public void report(LinkEvent event) {
        events.add(event);
    }

    /** Sends a record under the next number. */
    void send(String record) {
        byte[] bytes = record.getBytes(ISO_8859_1);
        sent[0]++;
        links.sendRecord(0, sent[0], bytes, 0, bytes.length, world.now());
    }
}
