package herd.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that is given a {@link herd.testkit.Herd}, all its servers started and linked. The herd is
 * closed after the test, and what it left behind is a failure of the test.
 *
 * <pre>{@code
 * @HerdTest(mode = Runs.BOTH)
 * void tellsAll(Herd herd) {
 *     String at = herd.client("Hill").iamat("kiwi", "+34.068930-118.445127", "1520023934");
 *     herd.awaitConverged();
 *     assertEquals(Optional.of(at), herd.ask("Campbell", "kiwi"));
 * }
 * }</pre>
 *
 * <p>A parameter may also be a {@link herd.testkit.LiveHerd} or a {@link herd.testkit.SimulatedHerd},
 * where the test runs on nothing else. Methods before and after each test may take the herd, too. When
 * a test fails, the failure carries what each server believed, what happened, the seed, and the command
 * that repeats it.
 *
 * <p>The seed {@code -Dherdtest.seed=…}, a system property or a parameter of JUnit's configuration,
 * goes before that of the annotation; {@code herdtest.leak.millis} says for how long what a test left
 * behind may still come to its end, 10,000 unless said.
 *
 * <p><b>Threading.</b> Tests may run at the same time. What they leave behind is then looked for when
 * none runs any more, and the failure names them all.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(HerdTestExtension.class)
public @interface HerdTest {

    /** Names of the servers with blanks between; empty for the original five and their links. */
    String servers() default "";

    /** The links, such as {@code Hill-Smith Hill-Jaquez}. */
    String links() default "";

    /** What it runs on. */
    Runs mode() default Runs.BOTH;

    /** What chance goes by: a run for each; if there is none, one that is new each time. */
    long[] seed() default {};

    /** Whether servers catch each other up when a link comes up. */
    boolean sync() default true;

    /** How many clients each server remembers. */
    int maxClients() default 1_000_000;

    /** Whether the test begins with all links up. */
    boolean linked() default true;

    /** Whether threads, descriptors and secrets that are left behind are looked for. */
    boolean leakCheck() default true;
}
