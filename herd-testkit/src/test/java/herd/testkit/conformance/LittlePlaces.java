package herd.testkit.conformance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Places of a {@link LittleServer}: the same everywhere, or none because something is wrong. */
final class LittlePlaces {

    private static final int COUNT = 20;

    private final Set<Defect> defects;

    LittlePlaces(Set<Defect> defects) {
        this.defects = defects;
    }

    /** The text behind an AT line. */
    String answer(int bound) {
        if (defects.stream().anyMatch(Defect::isOfTrouble)) {
            return trouble();
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            all.add("{ \"geometry\" : {}, \"name\" : \"place " + i + "\" }");
        }
        if (has(Defect.GIVES_THE_LAST_PLACES) && bound < COUNT) {
            Collections.reverse(all);
        }
        int more = has(Defect.GIVES_TOO_MANY_PLACES) ? 1 : 0;
        List<String> given = all.subList(0, Math.min(COUNT, bound + more));
        String gap = has(Defect.LEAVES_AN_EMPTY_LINE_IN_PLACES) ? "\n\n" : "\n";
        String end = has(Defect.ENDS_PLACES_WITH_THREE) ? "\n\n\n" : "\n\n";
        return "{"
                + gap
                + " \"results\" : [ "
                + String.join(",\n", given)
                + " ],\n \"status\" : \"OK\"\n}"
                + end;
    }

    private String trouble() {
        if (has(Defect.NEVER_ANSWERS_WITHOUT_PLACES)) {
            return "";
        }
        String status = has(Defect.GIVES_THE_STATUS_OF_HTTP) ? "503" : "UNKNOWN_ERROR";
        String message = "The places service did not answer.";
        if (has(Defect.GIVES_NO_MESSAGE)) {
            message = "";
        } else if (has(Defect.GIVES_A_STACK_TRACE)) {
            message = "java.net.http.HttpTimeoutException: timed out";
        } else if (has(Defect.GIVES_AN_ADDRESS)) {
            message = "connect to 10.0.0.7:443 failed";
        }
        return "{ \"error_message\" : \""
                + message
                + "\", \"results\" : [], \"status\" : \""
                + status
                + "\" }\n\n";
    }

    private boolean has(Defect defect) {
        return defects.contains(defect);
    }
}
