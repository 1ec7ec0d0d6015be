package herd.testkit.conformance;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All cases, for one server. They leave nothing behind but some client IDs, which are new each time:
 * the kit can be run again and again against a server that lives on, also by several at once.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> conforms() {
 *     return ConformanceKit.of(Target.of(address)).cases().stream()
 *             .map(it -> DynamicTest.dynamicTest(it.toString(), it::check));
 * }
 * }</pre>
 *
 * <p><b>Threading.</b> Any thread.
 */
public final class ConformanceKit {

    private static final int PREFIX_BYTES = 6;

    private final List<ConformanceCase> all;

    private ConformanceKit(List<ConformanceCase> all) {
        this.all = all;
    }

    /** The cases for a server. Nothing is connected yet. */
    public static ConformanceKit of(Target target) {
        String prefix = "kit" + Fresh.hex(PREFIX_BYTES);
        AtomicLong counter = new AtomicLong();
        Object oneLinkAtATime = new Object();
        return new ConformanceKit(
                CaseList.all().entries().stream()
                        .map(
                                it ->
                                        new ConformanceCase(
                                                it,
                                                target,
                                                () -> new Bench(target, prefix, counter),
                                                oneLinkAtATime))
                        .toList());
    }

    /** The cases that can be run against this target, in order. */
    public List<ConformanceCase> cases() {
        return all.stream().filter(it -> it.whyNot().isEmpty()).toList();
    }

    /** All cases, in order, also those that need to be told more than this target says. */
    public List<ConformanceCase> allCases() {
        return all;
    }
}
