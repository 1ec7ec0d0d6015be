package herd.places;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.json.Json;
import herd.places.PlacesAnswer.Status;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlacesAnswerTest {

    @Test
    void writesAFailureAsTheServiceWould() {
        assertEquals(
                """
                {
                   "error_message" : "Too many look-ups at the moment; try again later.",
                   "html_attributions" : [],
                   "results" : [],
                   "status" : "OVER_QUERY_LIMIT"
                }""",
                new String(Status.OVER_QUERY_LIMIT.body(), StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void writesEveryFailureAsAWholeDocument(Status status) {
        byte[] body = status.body();
        assertTrue(Json.isValid(body));
        assertEquals(Optional.of(status.name()), Json.textMember(body, "status"));
        assertFalse(Json.textMember(body, "error_message").orElse("").isEmpty());
        assertFalse(new String(body, StandardCharsets.US_ASCII).contains("\n\n"));
    }
}
