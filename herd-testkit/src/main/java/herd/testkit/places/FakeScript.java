package herd.testkit.places;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What a {@link FakePlaces} was asked, and what it answers to that: first what a test has written
 * down for the next requests, then the same to all, or what a function of the test says.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class FakeScript {

    /** The newest that are remembered. */
    private static final int MAX_REQUESTS = 10_000;

    private final Queue<FakeAnswer> next = new ArrayDeque<>();
    private final Queue<FakeRequest> requests = new ArrayDeque<>();
    private int requestCount;
    private Function<FakeRequest, FakeAnswer> otherwise = request -> FakeAnswer.places(20);
    private Optional<String> key = Optional.empty();
    private Optional<RuntimeException> broken = Optional.empty();

    synchronized void next(List<FakeAnswer> answers) {
        next.addAll(answers);
    }

    /** Sets what answers when there is nothing next: called by many threads at once. */
    synchronized void otherwise(Function<FakeRequest, FakeAnswer> answer) {
        otherwise = answer;
    }

    synchronized void requiresKey(String required) {
        key = Optional.of(required);
    }

    synchronized List<FakeRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized int requestCount() {
        return requestCount;
    }

    /**
     * Waits until it was asked so many times, all told.
     *
     * @return what it was asked by then
     * @throws AssertionError if that takes longer than 10 seconds
     */
    synchronized List<FakeRequest> awaitRequests(int count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (requestCount < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("asked " + requestCount + " times, not " + count);
            }
            wait(left);
        }
        return requests();
    }

    /** Throws if the test's function had no answer. */
    synchronized void requireUnbroken() {
        if (broken.isPresent()) {
            throw broken.get();
        }
    }

    /** Remembers a request; returns what to answer. */
    FakeAnswer answer(FakeRequest request) {
        Function<FakeRequest, FakeAnswer> dispatcher;
        synchronized (this) {
            remember(request);
            if (!request.isNew() && !request.isClassic()) {
                return FakeAnswer.httpStatus(404);
            }
            if (key.isPresent() && !request.key().equals(key.get())) {
                return new FakeAnswer.Refusal("REQUEST_DENIED");
            }
            if (!request.isComplete()) {
                return new FakeAnswer.Refusal("INVALID_REQUEST");
            }
            if (!next.isEmpty()) {
                return next.remove();
            }
            dispatcher = otherwise;
        }
        return dispatched(dispatcher, request);
    }

    private FakeAnswer dispatched(
            Function<FakeRequest, FakeAnswer> dispatcher, FakeRequest request) {
        try {
            return Objects.requireNonNull(dispatcher.apply(request), "the answer is null");
        } catch (RuntimeException e) {
            synchronized (this) {
                broken =
                        Optional.of(
                                new IllegalStateException(
                                        "the test's function has no answer to " + request, e));
            }
            return new FakeAnswer.HttpFailure(500);
        }
    }

    private void remember(FakeRequest request) {
        if (requests.size() == MAX_REQUESTS) {
            requests.remove();
        }
        requests.add(request);
        requestCount++;
        notifyAll();
    }
}
