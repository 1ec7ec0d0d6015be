package herd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a WHATSAT was answered with, looked at by a reader that knows only what it must. */
final class Places {

    private static final Pattern PLACE =
            Pattern.compile(
                    "(?s)\"lat\" : (-?[0-9.]+),\\s+\"lng\" : (-?[0-9.]+).*?\"name\" : \"([^\"]+)\"");
    private static final double KM_PER_DEGREE = 111.2;

    private Places() {}

    /** Checks that an answer is an AT line and some places near UCLA; returns their names. */
    static List<String> nearUcla(String at, String answer, int count, double radiusKm) {
        assertTrue(answer.startsWith(at + "{\n"), answer);
        assertTrue(answer.endsWith("\n}\n\n"), answer);
        assertTrue(answer.contains("\"status\" : \"OK\""), answer);
        List<String> names = new ArrayList<>();
        Matcher matcher = PLACE.matcher(answer);
        while (matcher.find()) {
            assertTrue(kmFromUcla(matcher.toMatchResult()) <= radiusKm, answer);
            names.add(matcher.group(3));
        }
        assertEquals(count, names.size(), answer);
        return names;
    }

    /** On a flat earth, which is good enough here. */
    private static double kmFromUcla(MatchResult place) {
        double north = Double.parseDouble(place.group(1)) - 34.068930;
        double east = (Double.parseDouble(place.group(2)) + 118.445127) * Math.cos(0.5946);
        return Math.hypot(north, east) * KM_PER_DEGREE;
    }
}
