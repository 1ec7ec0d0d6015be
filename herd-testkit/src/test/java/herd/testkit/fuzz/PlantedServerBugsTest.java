package herd.testkit.fuzz;

import static herd.testkit.fuzz.ServerBugs.effects;
import static herd.testkit.fuzz.ServerBugs.fromClient;
import static herd.testkit.fuzz.ServerBugs.fromNeighbour;
import static herd.testkit.fuzz.ServerBugs.linkRules;
import static herd.testkit.fuzz.ServerBugs.links;
import static herd.testkit.fuzz.ServerBugs.rules;
import static herd.testkit.fuzz.ServerBugs.settings;
import static herd.testkit.fuzz.ServerBugs.text;
import static herd.testkit.fuzz.ServerBugs.toClient;
import static herd.testkit.fuzz.ServerBugs.toNeighbour;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.engine.Engine;
import herd.engine.EngineSettings;
import herd.flood.FloodRules;
import herd.line.Pipe;
import herd.link.Crossing;
import herd.link.LinkRules;
import herd.link.LinkSettings;
import herd.link.Secrets;
import herd.link.VersionRange;
import herd.protocol.AtLine;
import herd.session.SessionLimits;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whole servers with a bug each: the fuzzer finds every one of them, and says it in short. */
class PlantedServerBugsTest {

    private static final int ENOUGH_INPUTS = 5_000;
    private static final int SHORT_BYTES = 200;
    private static final long SEED = 7;
    private static final long MAX_FUTURE_NANOS = Surroundings.MAX_FUTURE.toNanos();

    @TestFactory
    Stream<DynamicTest> findsWhatIsWrongWithTheAnswersOfClients() {
        Map<String, ServerMaker> bugs = new LinkedHashMap<>();
        bugs.put("loses an answer", toClient(saying((nth, said) -> nth == 3 ? "" : said)));
        bugs.put("says an answer twice", toClient(saying((nth, it) -> nth == 3 ? it + it : it)));
        bugs.put("answers out of order", toClient(WrongPipe::reordering));
        bugs.put(
                "cuts long echoes short",
                toClient(saying((nth, it) -> it.length() > 100 ? it.substring(0, 100) : it)));
        bugs.put("drops answers at the end", toClient(pipe -> new EndlessPipe(pipe, true)));
        bugs.put("never closes", toClient(pipe -> new EndlessPipe(pipe, false)));
        bugs.put("reads a clock that is wrong", fromClient(it -> WrongEar.late(it, 1)));
        bugs.put(
                "hears NUL as a blank",
                fromClient(it -> WrongEar.hearing(it, (line, said) -> said.replace('\0', ' '))));
        bugs.put("takes a longer line", settings(PlantedServerBugsTest::withLongerLines));
        return tests(false, bugs);
    }

    @TestFactory
    Stream<DynamicTest> findsWhatIsWrongAtTheNeighbourPort() {
        Map<String, ServerMaker> bugs = new LinkedHashMap<>();
        bugs.put(
                "takes another secret",
                links(
                        it ->
                                with(
                                        it,
                                        it.neighbours(),
                                        Secrets.of(Surroundings.SECRET, another()),
                                        it.versions())));
        bugs.put(
                "takes a neighbour of others",
                links(it -> with(it, strangeNeighbours(), it.secrets(), it.versions())));
        bugs.put(
                "speaks a version that there is not",
                links(it -> with(it, it.neighbours(), it.secrets(), new VersionRange(1, 2))));
        bugs.put("says the same nonce again", effects("fillRandom"));
        bugs.put("never looks at the time", effects("wakeAt"));
        bugs.put(
                "does not look at the first byte of a check",
                fromNeighbour(it -> WrongEar.hearing(it, PlantedServerBugsTest::rightFirstByte)));
        bugs.put("loses a record", toNeighbour(saying((nth, it) -> isRecord(it) ? "" : it)));
        bugs.put(
                "sends a record twice",
                toNeighbour(saying((n, it) -> isRecord(it) ? it + it : it)));
        bugs.put(
                "damages a record",
                toNeighbour(saying((nth, it) -> it.replace(" tie +1-1 ", " tie +1-3 "))));
        bugs.put("goes by the greater receipt", rules(PlantedServerBugsTest::byGreaterReceipt));
        bugs.put("goes by time alone", rules(PlantedServerBugsTest::byTimeAlone));
        bugs.put("does not look at origins", rules(PlantedServerBugsTest::byBytesForOrigins));
        bugs.put(
                "believes any time",
                (ServerBugs.ServerBug)
                        (settings, effects) ->
                                new Engine(
                                        settings,
                                        effects,
                                        new FloodRules(Long.MAX_VALUE / 4, true),
                                        new LinkRules()));
        bugs.put(
                "does not let a new life take the place of the old",
                linkRules(
                        new LinkRules() {
                            @Override
                            public boolean replaces(
                                    Crossing.Established established, Crossing.Newcomer newcomer) {
                                return false;
                            }
                        }));
        bugs.put(
                "goes on with a dial for which there is no use",
                linkRules(
                        new LinkRules() {
                            @Override
                            public boolean abandonsDial(boolean proofSent) {
                                return false;
                            }
                        }));
        bugs.put(
                "takes nobody for dead",
                linkRules(
                        new LinkRules() {
                            @Override
                            public long silentNanos() {
                                return Long.MAX_VALUE / 4;
                            }
                        }));
        return tests(true, bugs);
    }

    private static Stream<DynamicTest> tests(boolean neighbours, Map<String, ServerMaker> bugs) {
        return bugs.entrySet().stream()
                .map(
                        bug ->
                                DynamicTest.dynamicTest(
                                        bug.getKey(),
                                        () ->
                                                assertFound(
                                                        new ConnectionTarget(
                                                                neighbours, bug.getValue()))));
    }

    private static void assertFound(Target target) {
        Optional<Finding> found = new Campaign(target, SEED, 0, ENOUGH_INPUTS, 1).run(tried -> {});
        assertTrue(found.isPresent(), "not found");
        Finding finding = found.get();
        assertTrue(finding.smallest().length <= SHORT_BYTES, finding::toString);
        Optional<String> again = Campaign.check(target.trial(), finding.smallest(), new Tally());
        assertEquals(Optional.of(finding.whatOfSmallest()), again);
    }

    private static UnaryOperator<Pipe> saying(BiFunction<Integer, String, String> bug) {
        return pipe -> WrongPipe.saying(pipe, bug);
    }

    private static boolean isRecord(String said) {
        return said.startsWith("AT ");
    }

    private static EngineSettings withLongerLines(EngineSettings it) {
        SessionLimits limits = it.session();
        return new EngineSettings(
                it.link(),
                new SessionLimits(
                        limits.maxLineBytes() + 1,
                        limits.maxWaitingBytes(),
                        limits.maxWaitingAnswers(),
                        limits.idleNanos()),
                it.lookUps(),
                it.placesTimeoutNanos(),
                it.maxRecordBytes());
    }

    private static LinkSettings with(
            LinkSettings it, List<String> neighbours, Secrets secrets, VersionRange versions) {
        return new LinkSettings(
                it.name(), neighbours, it.incarnation(), secrets, versions, it.herd());
    }

    private static List<String> strangeNeighbours() {
        return List.of(Surroundings.HEALTHY, Surroundings.FUZZED, "Nobody");
    }

    private static byte[] another() {
        return Proofs.anotherSecret();
    }

    /** What a check should be, in its first two digits, if they come with the end of the line. */
    private static String rightFirstByte(String before, String piece) {
        String line = before + piece;
        int end = line.indexOf('\n');
        int check = end - 8;
        if (check < 2 || check < before.length() || line.charAt(check - 1) != ' ') {
            return piece;
        }
        String right = Proofs.check(line.substring(0, check - 1));
        String corrected = line.substring(0, check) + right.substring(0, 2);
        return (corrected + line.substring(check + 2)).substring(before.length());
    }

    private static int byTimeAlone(AtLine one, AtLine other) {
        int order = Long.compare(one.seconds(), other.seconds());
        return order == 0 ? Integer.compare(one.nanos(), other.nanos()) : order;
    }

    private static int byGreaterReceipt(AtLine one, AtLine other) {
        int order = byTimeAlone(one, other);
        if (order == 0) {
            order = Long.compare(one.receiptSeconds(), other.receiptSeconds());
        }
        return order == 0 ? new FloodRules(MAX_FUTURE_NANOS, true).compare(one, other) : order;
    }

    /** Takes the bytes where origins differ in lines that are the same in time and receipt. */
    private static int byBytesForOrigins(AtLine one, AtLine other) {
        boolean tie =
                byTimeAlone(one, other) == 0
                        && one.receiptSeconds() == other.receiptSeconds()
                        && one.receiptNanos() == other.receiptNanos();
        return tie
                ? Arrays.compareUnsigned(text(one), text(other))
                : new FloodRules(MAX_FUTURE_NANOS, true).compare(one, other);
    }
}
