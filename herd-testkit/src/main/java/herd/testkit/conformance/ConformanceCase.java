package herd.testkit.conformance;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One numbered thing that a server must do, and the sentence of the contract that says so.
 *
 * <p><b>Threading.</b> Any thread; cases may run at the same time, those of links wait for each other.
 */
public final class ConformanceCase {

    private final CaseList.Entry entry;
    private final Target target;
    private final Supplier<Bench> benches;
    private final Object oneLinkAtATime;

    ConformanceCase(
            CaseList.Entry entry, Target target, Supplier<Bench> benches, Object oneLinkAtATime) {
        this.entry = entry;
        this.target = target;
        this.benches = benches;
        this.oneLinkAtATime = oneLinkAtATime;
    }

    /** Its number, from 1. */
    public int number() {
        return entry.number();
    }

    /**
     * The sentence that it checks: C1 to C44 are those of clients; Handshake and Link stand for these
     * parts of the grammar between servers; R1 to R14 are the rules of flooding.
     */
    public String sentence() {
        return entry.sentence();
    }

    /** What it is about. */
    public String title() {
        return entry.title();
    }

    /** Whether it plays the neighbour, which only one case can do at a time. */
    boolean isOfLinks() {
        return entry.need().isOfLinks();
    }

    /** Why it cannot be run against this target, if so. */
    public Optional<String> whyNot() {
        return entry.need().isMetBy(target) ? Optional.empty() : Optional.of(entry.need() + "");
    }

    /**
     * Runs it.
     *
     * @throws Violation if the server does not do what the sentence says
     * @throws IllegalStateException if it cannot be run against this target
     */
    public void check() {
        whyNot().ifPresent(
                        why -> {
                            throw new IllegalStateException(this + " cannot be run: it " + why);
                        });
        if (isOfLinks()) {
            synchronized (oneLinkAtATime) {
                run();
            }
        } else {
            run();
        }
    }

    /** Number, sentence and title. */
    @Override
    public String toString() {
        return number() + " " + sentence() + " " + title();
    }

    private void run() {
        try (Bench bench = benches.get()) {
            entry.check().run(bench);
        }
    }
}
