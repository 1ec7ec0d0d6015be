package herd.testkit.conformance;

import java.util.List;
import java.util.Map;

/**
 * What a WHATSAT was answered with.
 *
 * @param at the first line
 * @param body the text behind it, without the two newlines at the end
 * @param document the text, read as JSON
 */
record Places(String at, String body, Map<?, ?> document) {

    String status() {
        return document.get("status") instanceof String status ? status : "";
    }

    int results() {
        return document.get("results") instanceof List<?> results ? results.size() : -1;
    }

    /** Whether these are the service's own words. */
    boolean areTheServices() {
        return status().equals("OK") || status().equals("ZERO_RESULTS");
    }
}
