package herd.testkit.soak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a herd owes one client. An update that was answered is owed as long as the life that answered
 * it goes on; what all servers held at the last balance is owed for ever, since one server outlives
 * what comes between two.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class Book {

    /** Sent since the last balance, with the answer if one came. Emptied by each balance. */
    private final Map<Update, Optional<String>> sent = new LinkedHashMap<>();

    private final String clientId;
    private Optional<String> agreed = Optional.empty();
    private long agreedTimeNanos = Long.MIN_VALUE;
    private long lastTimeNanos;

    Book(String clientId) {
        this.clientId = clientId;
    }

    String clientId() {
        return clientId;
    }

    /** The next update: newer than all before, or at exactly the same time if so wanted. */
    synchronized Update next(
            long wallNanos, boolean sameTime, String coordinates, String server, long life) {
        if (!sameTime || lastTimeNanos == 0) {
            lastTimeNanos = Math.max(lastTimeNanos + 1, wallNanos);
        }
        return new Update(clientId, coordinates, lastTimeNanos, server, life);
    }

    /** It is about to be sent; whether it arrives is another question. */
    synchronized void sent(Update update) {
        sent.putIfAbsent(update, Optional.empty());
    }

    synchronized void answered(Update update, String line) {
        sent.put(update, Optional.of(line));
    }

    /**
     * Compares what all servers hold now with what is owed, and begins anew from there.
     *
     * @return what is wrong, in words
     */
    synchronized List<String> balance(Optional<String> held, Lives lives) {
        List<String> wrong = new ArrayList<>();
        Optional<Update> source = held.flatMap(this::sourceOf);
        if (held.isPresent() && source.isEmpty() && !held.equals(agreed)) {
            wrong.add(clientId + ": nobody was ever given \"" + held.orElseThrow() + '"');
        }
        long heldTime =
                source.map(Update::timeNanos)
                        .orElse(held.isPresent() ? agreedTimeNanos : Long.MIN_VALUE);
        if (heldTime < agreedTimeNanos) {
            wrong.add(lost(held, agreed.orElse("nothing")));
        }
        sent.forEach(
                (update, answer) -> {
                    if (answer.isPresent()
                            && lives.goesOn(update)
                            && update.timeNanos() > heldTime) {
                        wrong.add(lost(held, answer.orElseThrow()));
                    }
                });
        sent.clear();
        agreed = held;
        agreedTimeNanos = heldTime;
        return wrong;
    }

    private Optional<Update> sourceOf(String line) {
        for (Map.Entry<Update, Optional<String>> it : sent.entrySet()) {
            boolean matches =
                    it.getValue().isPresent()
                            ? it.getValue().orElseThrow().equals(line)
                            : it.getKey().isAnsweredBy(line);
            if (matches) {
                return Optional.of(it.getKey());
            }
        }
        return Optional.empty();
    }

    private String lost(Optional<String> held, String owed) {
        return clientId + ": lost \"" + owed + "\", held is \"" + held.orElse("nothing") + '"';
    }
}
