package herd.testkit.load;

/**
 * What came of a load.
 *
 * @param serverName what the server calls itself; empty if it never answered rightly
 * @param isWhole whether it went on for as long as it was to
 * @param seconds how long was measured
 * @param sent messages that were sent meanwhile
 * @param answers that came meanwhile
 * @param polls how often the other server was asked meanwhile
 * @param cpuSeconds what this process used of the processor meanwhile; NaN if the system does not say
 * @param serverCpuSeconds what the server used; NaN if its process is not known
 * @param idleAlive how many idle connections were alive at the end
 * @param tally all else
 */
record LoadResult(
        LoadPlan plan,
        String serverName,
        boolean isWhole,
        double seconds,
        long sent,
        long answers,
        long polls,
        double cpuSeconds,
        double serverCpuSeconds,
        int idleAlive,
        Tally tally) {

    private static final double MICROS_PER_SECOND = 1e6;

    LoadResult withIdleAlive(int alive) {
        return new LoadResult(
                plan,
                serverName,
                isWhole,
                seconds,
                sent,
                answers,
                polls,
                cpuSeconds,
                serverCpuSeconds,
                alive,
                tally);
    }

    double answersPerSecond() {
        return seconds > 0 ? answers / seconds : 0;
    }

    double arrivalsPerSecond() {
        return seconds > 0 ? tally.arrivals().count() / seconds : 0;
    }

    /** What this program itself cost, for one answer; NaN if that is not known. */
    double cpuMicrosPerAnswer() {
        return microsPerAnswer(cpuSeconds);
    }

    /** What the server cost, for one answer; NaN if that is not known. */
    double serverCpuMicrosPerAnswer() {
        return microsPerAnswer(serverCpuSeconds);
    }

    /** Questions whether a report has arrived are answered as well. */
    private double microsPerAnswer(double cpu) {
        long all = answers + polls;
        return all > 0 ? MICROS_PER_SECOND * cpu / all : Double.NaN;
    }

    /** Whether all that was asked was answered, rightly and in time. */
    boolean isWell() {
        return tally.isWell();
    }
}
