package herd.testkit.proof;

import java.util.Random;

/** Makes the schedule that belongs to a seed, with weights drawn for that seed. */
final class ScheduleMaker {

    private static final long MIX = 0x5c4ed01eL;
    private static final int[] WEIGHTS = {0, 0, 1, 2, 8};
    private static final int MOST_TROUBLES = 30;

    private ScheduleMaker() {}

    static Schedule make(Setup setup) {
        Random random = new Random(setup.seed() ^ MIX);
        Draft draft = new Draft(setup, random);
        Workload.addTo(draft);
        int[] weights = new int[Trouble.values().length];
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = WEIGHTS[random.nextInt(WEIGHTS.length)];
            sum += weights[i];
        }
        int troubles = sum == 0 ? 0 : random.nextInt(MOST_TROUBLES);
        for (int i = 0; i < troubles; i++) {
            drawn(weights, random.nextInt(sum)).add(draft, draft.anyMoment());
        }
        return draft.schedule();
    }

    private static Trouble drawn(int[] weights, int number) {
        int left = number;
        for (Trouble trouble : Trouble.values()) {
            left -= weights[trouble.ordinal()];
            if (left < 0) {
                return trouble;
            }
        }
        throw new IllegalArgumentException("beyond the weights: " + number);
    }
}
