package herd.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is called nowhere in core, and what is not even named in its pure packages. */
class ForbiddenCallsTest {

    /** Types that name a unit or a promise, and start no thread. */
    private static final Set<String> HARMLESS =
            Set.of("java.util.concurrent.TimeUnit", "java.util.concurrent.CompletionStage");

    /** The world: what a simulated herd could not put something else in place of. */
    private static final Predicate<String> WORLDLY_CLASS =
            oneOf(
                            "java\\.net\\..*",
                            "javax\\.net\\..*",
                            "java\\.nio\\.(channels|file)\\..*",
                            "java\\.io\\.(File|RandomAccessFile).*",
                            "java\\.util\\.concurrent\\..*",
                            "java\\.util\\.(Timer|Random|SplittableRandom|random\\.).*",
                            "java\\.security\\.SecureRandom",
                            "java\\.lang\\.(Inheritable)?Thread.*",
                            "java\\.lang\\.(Process.*|Runtime)",
                            "java\\.lang\\.System\\$Logger.*",
                            "java\\.util\\.logging\\..*",
                            "java\\.time\\.(Clock|InstantSource).*")
                    .and(it -> !HARMLESS.contains(it));

    private static final Predicate<String> WORLDLY_MEMBER =
            oneOf(
                    "java/lang/System\\.(nanoTime|currentTimeMillis|getLogger).*",
                    "java/lang/Math\\.random:.*",
                    "java/util/UUID\\.randomUUID:.*",
                    "java/util/Collections\\.shuffle:.*",
                    "java/time/\\w+\\.now:.*",
                    "java/lang/Object\\.(wait|notify|notifyAll):.*");

    private static final Predicate<String> FORBIDDEN_MEMBER =
            oneOf(
                    // Wait for something, with a deadline.
                    "java/lang/Thread\\.sleep:.*",
                    "java/util/concurrent/TimeUnit\\.sleep:.*",
                    // Standard output and the end of the process are the program's.
                    "java/lang/System\\.(out|err|exit|setOut|setErr):.*",
                    "java/lang/Runtime\\.(exit|halt|addShutdownHook):.*",
                    ".*\\.printStackTrace:\\(\\)V",
                    // Settings come in through the configuration, and through nothing else.
                    "java/lang/System\\.(getProperty|getProperties|getenv|setProperty):.*",
                    "java/lang/(Integer\\.getInteger|Long\\.getLong|Boolean\\.getBoolean):.*",
                    // The character set and the language of the machine are none of our business.
                    "java/lang/String\\.<init>:\\(\\[B(II)?\\)V",
                    "java/lang/String\\.getBytes:\\(\\)\\[B",
                    "java/lang/String\\.(toLowerCase|toUpperCase):\\(\\).*",
                    "java/lang/String\\.format:\\(Ljava/lang/String;\\[Ljava/lang/Object;\\).*",
                    "java/lang/String\\.formatted:.*",
                    "java/nio/charset/Charset\\.defaultCharset:.*",
                    "java/io/InputStreamReader\\.<init>:\\(Ljava/io/InputStream;\\)V",
                    "java/io/OutputStreamWriter\\.<init>:\\(Ljava/io/OutputStream;\\)V",
                    "java/io/File(Reader|Writer)\\.<init>:\\([^,]*(File|String|FileDescriptor);Z?\\)V");

    private final SourceTree tree = SourceTree.ofThisProject();
    private final PackageMap map =
            PackageMap.read(SourceTree.text(tree.root().resolve("README.md")));

    @Test
    void nothingInCoreCallsWhatIsForbidden() {
        Map<String, Set<String>> used = ClassFiles.membersUsed(tree.classes("core"));
        assertTrue(used.containsKey("herd.line.LineReader"), used::toString);
        assertEquals(List.of(), found(used, FORBIDDEN_MEMBER));
    }

    @Test
    void purePackagesDoNotTouchTheWorld() {
        Map<String, Set<String>> classes = ClassFiles.classesUsed(tree.classes("core"));
        Map<String, Set<String>> members = ClassFiles.membersUsed(tree.classes("core"));
        classes.keySet().removeIf(it -> !map.pure().contains(ClassFiles.packageOf(it)));
        members.keySet().removeIf(it -> !map.pure().contains(ClassFiles.packageOf(it)));
        assertTrue(classes.containsKey("herd.line.LineReader"), classes::toString);
        assertEquals(List.of(), found(classes, WORLDLY_CLASS));
        assertEquals(List.of(), found(members, WORLDLY_MEMBER));
    }

    private static List<String> found(Map<String, Set<String>> used, Predicate<String> forbidden) {
        List<String> found = new ArrayList<>();
        used.forEach(
                (from, to) ->
                        to.stream().filter(forbidden).forEach(it -> found.add(from + ": " + it)));
        return found;
    }

    private static Predicate<String> oneOf(String... patterns) {
        return Pattern.compile(String.join("|", patterns)).asMatchPredicate();
    }
}
