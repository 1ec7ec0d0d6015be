package herd.testkit.load;

import java.util.SplittableRandom;

/**
 * Which client is next: each in turn, or any by chance, all alike; the same in every run.
 *
 * <p><b>Threading.</b> One thread.
 */
final class IdOrder {

    private static final int PERCENT = 100;

    private final LoadPlan.Content content;
    private final SplittableRandom random = new SplittableRandom(1);
    private int next;

    IdOrder(LoadPlan.Content content) {
        this.content = content;
    }

    int next() {
        if (!content.inSequence()) {
            return random.nextInt(content.ids());
        }
        int id = next;
        next = id + 1 == content.ids() ? 0 : id + 1;
        return id;
    }

    /** Whether the next message is to be a question. */
    boolean isQuestionNext() {
        return content.whatsatPercent() > 0 && random.nextInt(PERCENT) < content.whatsatPercent();
    }
}
