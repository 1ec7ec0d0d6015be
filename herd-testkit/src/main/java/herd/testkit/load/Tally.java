package herd.testkit.load;

import java.util.ArrayList;
import java.util.List;

/**
 * What has been sent and answered, how long it took, and what was wrong. Times are taken in only while
 * it is {@link #measure measuring}; what is wrong counts always.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Tally {

    private static final int FINDINGS_KEPT = 5;

    private final Histogram reports = new Histogram();
    private final Histogram questions = new Histogram();
    private final Histogram arrivals = new Histogram();
    private final Histogram arrivalSpans = new Histogram();
    private final Histogram lag = new Histogram();
    private final List<String> findings = new ArrayList<>();
    private boolean isMeasuring;
    private long sent;
    private long answers;
    private long allAnswers;
    private long owed;
    private long polls;
    private long wrong;
    private long late;
    private long missing;
    private long unsent;
    private long lost;
    private long unavailable;

    /** From now on, or from now on no more, counts what is sent and answered, and how long it took. */
    void measure(boolean whether) {
        isMeasuring = whether;
    }

    /** A message was sent. */
    void sent() {
        owed++;
        if (isMeasuring) {
            sent++;
        }
    }

    /** How long after it was due it was sent: what this program itself was late by. */
    void lag(long nanos) {
        if (isMeasuring) {
            lag.record(nanos);
        }
    }

    void answeredReport(long nanos) {
        answered();
        if (isMeasuring) {
            reports.record(nanos);
        }
    }

    void answeredQuestion(long nanos) {
        answered();
        if (isMeasuring) {
            questions.record(nanos);
        }
    }

    /** A report is seen at the other server; a span before that it was not to be seen. */
    void arrived(long nanos, long spanNanos) {
        if (isMeasuring) {
            arrivals.record(nanos);
            arrivalSpans.record(spanNanos);
        }
    }

    void polled() {
        polls += isMeasuring ? 1 : 0;
    }

    /** An answer to a question had no places in it, but said why. */
    void unavailable() {
        unavailable++;
    }

    /** An answer was not what it should be. */
    void wrong(String finding) {
        answered();
        wrong++;
        found(finding);
    }

    /** A line came that nobody had asked for. */
    void unasked(String finding) {
        wrong++;
        found(finding);
    }

    void late(String finding) {
        late++;
        found(finding);
    }

    /** So many answers will never come. */
    void missing(long count, String finding) {
        owed -= count;
        notSeen(count, finding);
    }

    /** So many reports were not seen at the other server in time. */
    void notSeen(long count, String finding) {
        missing += count;
        found(finding);
    }

    /** A connection has ended before its time. */
    void lost(long owedThere, String finding) {
        lost++;
        missing(owedThere, finding);
    }

    /** So many messages were due and are never to be sent. */
    void unsent(long count) {
        unsent += isMeasuring ? count : 0;
    }

    boolean isWell() {
        return wrong + late + missing + unsent + lost == 0;
    }

    /** What was wrong first, in words. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    /** How many messages were sent that have not been answered. */
    long owed() {
        return owed;
    }

    long sentCount() {
        return sent;
    }

    long answers() {
        return answers;
    }

    /** Those too that came while nothing was measured. */
    long allAnswers() {
        return allAnswers;
    }

    long polls() {
        return polls;
    }

    long wrongCount() {
        return wrong;
    }

    long lateCount() {
        return late;
    }

    long missingCount() {
        return missing;
    }

    long unsentCount() {
        return unsent;
    }

    long lostCount() {
        return lost;
    }

    long unavailableCount() {
        return unavailable;
    }

    /** From when a report was due until its answer. */
    Histogram reports() {
        return reports;
    }

    /** From when a question was due until its answer. */
    Histogram questions() {
        return questions;
    }

    /** From when a report was due until it was seen at the other server. */
    Histogram arrivals() {
        return arrivals;
    }

    /** How long before that it was certainly not there yet. */
    Histogram arrivalSpans() {
        return arrivalSpans;
    }

    Histogram lags() {
        return lag;
    }

    private void answered() {
        owed--;
        allAnswers++;
        answers += isMeasuring ? 1 : 0;
    }

    private void found(String finding) {
        if (findings.size() < FINDINGS_KEPT) {
            findings.add(finding);
        }
    }
}
