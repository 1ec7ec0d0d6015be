package herd.testkit.junit;

import herd.testkit.Herd;
import herd.testkit.Mode;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What is to be known of a herd whose test failed; it hangs on the failure, and is none itself. */
final class HerdReport extends Exception {

    private static final long serialVersionUID = 1;

    private HerdReport(String text) {
        // It happened nowhere: a stack would only hide the text.
        super(text, null, false, false);
    }

    static HerdReport of(ExtensionContext context, Mode mode, long seed, Optional<Herd> herd) {
        String text =
                "mode "
                        + mode
                        + ", seed "
                        + seed
                        + "\nto repeat it: "
                        + command(context, seed)
                        + "\n\nwhat each server believed:\n"
                        + told(herd, Herd::describe)
                        + "\n\nwhat happened:\n"
                        + told(herd, Herd::history);
        return new HerdReport(text);
    }

    /** The test by its class and method, as a build knows it. */
    static String name(ExtensionContext context) {
        return context.getRequiredTestClass().getName()
                + "#"
                + context.getRequiredTestMethod().getName();
    }

    /** From the top of a project of any number of modules; a nested class has a $ in its name. */
    private static String command(ExtensionContext context, long seed) {
        return "mvn test -Dtest='"
                + name(context)
                + "' -Dherdtest.seed="
                + seed
                + " -Dsurefire.failIfNoSpecifiedTests=false";
    }

    private static String told(Optional<Herd> herd, Function<Herd, String> question) {
        try {
            return herd.map(question).orElse("there was no herd yet");
        } catch (RuntimeException e) {
            // The test's own failure is what matters, not that its herd is beyond speaking.
            return "the herd cannot say: " + e;
        }
    }

    /** The text alone: no class has failed. */
    @Override
    public String toString() {
        return getMessage();
    }
}
