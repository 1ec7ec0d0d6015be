package herd.places;

import herd.places.PlacesAnswer.Status;
import herd.places.PlacesAnswer.Unavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Stands between those who ask for places and the service that is asked: so many requests out at a
 * time, so many waiting behind them, so many a minute, and one request for all who ask the same
 * while it is out.
 *
 * <pre>
 *            ask                 a place is free            finished
 *   (asker) ─────► queued ───────────────────────► out ─────────────► all its askers answered
 *                    │ full, or over budget:        │ a deadline passes: that asker is answered
 *                    └ OVER_QUERY_LIMIT             └ nobody waits any more: abandoned
 * </pre>
 *
 * <p>Every asker is answered exactly once, at its deadline at the latest, unless it cancels first.
 * A request lives as long as the latest deadline of those who waited when it was started; who
 * joined later and has time left then is given a request of its own.
 *
 * <p><b>Threading.</b> One thread. Callbacks may come before the call that caused them returns, and
 * may call back in.
 *
 * <p><b>Time.</b> Monotonic nanoseconds, handed in; call {@link #woken} when {@link #nextDeadline}
 * has come.
 */
public final class LookUps {

    /** Sends requests to the service, and hands their answers to {@link LookUps#finished}. */
    public interface Requests {

        /** Starts one request; its answer is of no use after the deadline. */
        void start(PlacesQuery query, long deadlineNanos, long token);

        /** Gives up a request that is out, since nobody waits for its answer any more. */
        void abandon(long token);
    }

    /** Whoever waits for the answer to one question. */
    public interface Asker {

        /** Takes the answer: called once, unless the asker cancelled. */
        void answered(PlacesAnswer answer);
    }

    private final LookUpLimits limits;
    private final Requests requests;
    private final MinuteBudget budget;

    private final Map<PlacesQuery, LookUp> byQuery = new HashMap<>();
    private final LinkedHashSet<LookUp> queue = new LinkedHashSet<>();
    private final Map<Long, LookUp> out = new HashMap<>();
    private final Askers askers = new Askers();

    private long lastToken;
    private boolean filling;
    private boolean stopped;
    private long asked;
    private long started;
    private long shared;
    private long failed;

    /** Makes a governor with nothing under way. */
    public LookUps(LookUpLimits limits, Requests requests) {
        this.limits = limits;
        this.requests = requests;
        this.budget = new MinuteBudget(limits.perMinute());
    }

    /**
     * Asks. The answer may come before this returns.
     *
     * @return a ticket to cancel with
     */
    public long ask(PlacesQuery query, long deadlineNanos, long nowNanos, Asker asker) {
        asked++;
        long ticket = askers.nextTicket();
        if (stopped) {
            refuse(asker, Status.UNKNOWN_ERROR, "the server is stopping");
            return ticket;
        }
        if (deadlineNanos <= nowNanos) {
            refuse(asker, Status.UNKNOWN_ERROR, "timed out");
            return ticket;
        }
        LookUp lookUp = byQuery.get(query);
        if (askers.count() >= limits.maxWaiting() || (lookUp == null && isFull())) {
            refuse(asker, Status.OVER_QUERY_LIMIT, "too many look-ups are waiting");
            return ticket;
        }
        if (lookUp == null) {
            lookUp = new LookUp(query);
            byQuery.put(query, lookUp);
            queue.add(lookUp);
        } else {
            shared++;
        }
        askers.add(new Waiting(ticket, asker, deadlineNanos, lookUp));
        fill(nowNanos);
        return ticket;
    }

    /** Forgets an asker that does not want its answer any more; does nothing once it has it. */
    public void cancel(long ticket, long nowNanos) {
        Waiting waiting = askers.get(ticket);
        if (waiting != null) {
            askers.remove(waiting);
            dropUnlessAwaited(waiting.lookUp);
            fill(nowNanos);
        }
    }

    /** Takes the answer to a request; one that was abandoned is ignored. */
    public void finished(long token, PlacesAnswer answer, long nowNanos) {
        LookUp lookUp = out.remove(token);
        if (lookUp == null) {
            return;
        }
        lookUp.token = 0;
        byQuery.remove(lookUp.query);
        boolean late = nowNanos >= lookUp.requestDeadlineNanos;
        for (Waiting waiting : List.copyOf(lookUp.askers)) {
            boolean hasTime = waiting.deadlineNanos > nowNanos;
            if (hasTime && late && answer instanceof Unavailable) {
                continue;
            }
            if (askers.get(waiting.ticket) != null) {
                answer(waiting, hasTime ? answer : timedOut());
            }
        }
        askAgain(lookUp);
        fill(nowNanos);
    }

    /** Answers those whose deadline has come. */
    public void woken(long nowNanos) {
        List<LookUp> touched = new ArrayList<>();
        while (askers.count() > 0 && askers.nextDeadline() <= nowNanos) {
            Waiting waiting = askers.first();
            touched.add(waiting.lookUp);
            answer(waiting, timedOut());
        }
        for (LookUp lookUp : touched) {
            dropUnlessAwaited(lookUp);
            if (lookUp.token != 0 && lookUp.requestDeadlineNanos <= nowNanos) {
                giveUpRequest(lookUp);
                byQuery.remove(lookUp.query, lookUp);
                askAgain(lookUp);
            }
        }
        fill(nowNanos);
    }

    /** When to call {@link #woken} next; {@link Long#MAX_VALUE} for never. */
    public long nextDeadline() {
        return askers.nextDeadline();
    }

    /** Answers all who wait as failed, and takes no more questions. */
    public void stop() {
        stopped = true;
        queue.clear();
        byQuery.clear();
        List<LookUp> abandoned = List.copyOf(out.values());
        abandoned.forEach(this::giveUpRequest);
        while (askers.count() > 0) {
            answer(askers.first(), new Unavailable(Status.UNKNOWN_ERROR, "the server is stopping"));
        }
    }

    /** Requests that are out. */
    public int inFlight() {
        return out.size();
    }

    /** Different look-ups that wait for a request to come back. */
    public int queued() {
        return queue.size();
    }

    /** Askers that wait for an answer. */
    public int waiting() {
        return askers.count();
    }

    /** Questions asked so far. */
    public long asked() {
        return asked;
    }

    /** Requests started so far. */
    public long started() {
        return started;
    }

    /** Questions so far that joined one under way. */
    public long shared() {
        return shared;
    }

    /** Questions so far that were answered with a failure, whatever the reason. */
    public long failed() {
        return failed;
    }

    private boolean isFull() {
        return out.size() >= limits.maxInFlight() && queue.size() >= limits.maxQueued();
    }

    /** Starts what waits, as far as there are free places; one call at a time does the work. */
    private void fill(long nowNanos) {
        if (filling) {
            return;
        }
        filling = true;
        try {
            while (out.size() < limits.maxInFlight() && !queue.isEmpty()) {
                Iterator<LookUp> first = queue.iterator();
                LookUp lookUp = first.next();
                first.remove();
                start(lookUp, nowNanos);
            }
        } finally {
            filling = false;
        }
    }

    private void start(LookUp lookUp, long nowNanos) {
        if (!budget.spend(nowNanos)) {
            byQuery.remove(lookUp.query);
            for (Waiting waiting : List.copyOf(lookUp.askers)) {
                if (askers.get(waiting.ticket) != null) {
                    answer(
                            waiting,
                            new Unavailable(
                                    Status.OVER_QUERY_LIMIT, "the budget of this minute is spent"));
                }
            }
            return;
        }
        lookUp.token = ++lastToken;
        lookUp.requestDeadlineNanos = lookUp.lastDeadlineNanos();
        out.put(lookUp.token, lookUp);
        started++;
        requests.start(lookUp.query, lookUp.requestDeadlineNanos, lookUp.token);
    }

    /** Puts a look-up that still has askers back in front of the queue. */
    private void askAgain(LookUp lookUp) {
        if (lookUp.askers.isEmpty()) {
            return;
        }
        LookUp same = byQuery.putIfAbsent(lookUp.query, lookUp);
        if (same == null) {
            List<LookUp> behind = List.copyOf(queue);
            queue.clear();
            queue.add(lookUp);
            queue.addAll(behind);
            return;
        }
        lookUp.handOver(same);
    }

    private void dropUnlessAwaited(LookUp lookUp) {
        if (!lookUp.askers.isEmpty()) {
            return;
        }
        byQuery.remove(lookUp.query, lookUp);
        queue.remove(lookUp);
        if (lookUp.token != 0) {
            giveUpRequest(lookUp);
        }
    }

    private void giveUpRequest(LookUp lookUp) {
        long token = lookUp.token;
        lookUp.token = 0;
        out.remove(token);
        requests.abandon(token);
    }

    private void answer(Waiting waiting, PlacesAnswer answer) {
        askers.remove(waiting);
        if (answer instanceof Unavailable) {
            failed++;
        }
        waiting.asker.answered(answer);
    }

    private void refuse(Asker asker, Status status, String why) {
        failed++;
        asker.answered(new Unavailable(status, why));
    }

    private static Unavailable timedOut() {
        return new Unavailable(Status.UNKNOWN_ERROR, "timed out");
    }
}
