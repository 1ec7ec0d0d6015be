package herd.testkit.proof;

import java.util.HashMap;
import java.util.Map;

/** Follows one record through the herd: how often it crosses a link, and when it is where. */
final class Crossings extends Observer {

    private String id = "";
    private int count;
    private final Map<String, Long> storedNanos = new HashMap<>();

    /** Follows the next record of that client. */
    void follow(String clientId) {
        id = clientId;
        count = 0;
        storedNanos.clear();
    }

    /** How often it was sent over a link. */
    int count() {
        return count;
    }

    /** When each server stored it first. */
    Map<String, Long> storedNanos() {
        return storedNanos;
    }

    @Override
    void recordOut(Life life, int neighbour, ReferenceLine line) {
        if (line.id().equals(id)) {
            count++;
        }
    }

    @Override
    void stored(Life life, ReferenceLine line) {
        if (line.id().equals(id)) {
            storedNanos.putIfAbsent(life.name(), life.server().nowNanos());
        }
    }
}
