package herd.testkit.places;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.places.FakeAnswer.Layout;
import java.net.HttpURLConnection;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the stand-in for Google answers in both of its forms, and whom. */
@Timeout(30)
class FakePlacesTest extends AgainstFakePlaces {

    private static long count(String what, String text) {
        return text.split(java.util.regex.Pattern.quote(what), -1).length - 1;
    }

    @Test
    void findsPlacesAroundThePointInTheClassicForm() throws Exception {
        places.answers(FakeAnswer.places(2));
        assertEquals(
                """
                {
                   "html_attributions" : [],
                   "results" : [
                      {
                         "geometry" : {
                            "location" : {
                               "lat" : 34.5000000,
                               "lng" : -118.25
                            }
                         },
                         "name" : "Caf\\u00e9 \\"1\\"",
                         "place_id" : "fake-1",
                         "types" : [ "cafe", "establishment" ],
                         "vicinity" : "1 Fake Street"
                      },
                      {
                         "geometry" : {
                            "location" : {
                               "lat" : 34.5000090,
                               "lng" : -118.25
                            }
                         },
                         "name" : "Caf\\u00e9 \\"2\\"",
                         "place_id" : "fake-2",
                         "types" : [ "cafe", "establishment" ],
                         "vicinity" : "1 Fake Street"
                      }
                   ],
                   "status" : "OK"
                }
                """,
                text(classic()));
    }

    @Test
    void putsBracesOnLinesOfTheirOwnWhenToldTo() throws Exception {
        places.answers(new FakeAnswer.Places(1, Layout.BRACES_ON_THEIR_OWN));
        String text = text(classic());
        assertTrue(text.contains("   \"results\" : \n   [\n      {\n"), text);
        assertTrue(text.contains("         \"geometry\" : \n         {\n"), text);
    }

    @Test
    void leavesOutAllWhiteSpaceWhenToldTo() throws Exception {
        places.answers(new FakeAnswer.Places(0, Layout.COMPACT));
        assertEquals(
                "{\"html_attributions\":[],\"results\":[],\"status\":\"ZERO_RESULTS\"}",
                text(classic()));
    }

    @Test
    void findsNoMorePlacesThanTheNewFormAsksFor() throws Exception {
        String text = text(searchNearby());
        assertEquals(3, count("\"displayName\"", text), text);
        assertTrue(text.contains("\"latitude\": 34.5000000"), text);
    }

    @Test
    void remembersWhatItWasAsked() throws Exception {
        text(classic());
        text(searchNearby());
        for (FakeRequest request : places.awaitRequests(2)) {
            assertEquals("34.5,-118.25", request.point());
            assertEquals("500", request.radius());
            assertEquals("secret", request.key());
        }
        assertEquals("GET", places.requests().get(0).method());
        assertEquals(QUESTION, places.requests().get(1).body());
    }

    @Test
    void playsItsScriptAndThenTheRest() throws Exception {
        places.answersNext(FakeAnswer.httpStatus(503), FakeAnswer.garbage())
                .answers(FakeAnswer.places(0));
        assertEquals(503, classic().getResponseCode());
        assertTrue(text(classic()).startsWith("<html>"));
        assertTrue(text(classic()).contains("ZERO_RESULTS"));
        assertTrue(text(classic()).contains("ZERO_RESULTS"));
    }

    @Test
    void deniesRequestsWithAnotherKey() throws Exception {
        places.requiresKey("other");
        assertTrue(text(classic()).contains("REQUEST_DENIED"));
        places.requiresKey("secret");
        assertTrue(text(classic()).contains("\"OK\""));
        assertTrue(text(searchNearby()).contains("\"places\""));
    }

    @Test
    void knowsNoOtherPath() throws Exception {
        assertEquals(404, connection("/index.html").getResponseCode());
    }

    @Test
    void answersAsTheFunctionOfTheRequestSays() throws Exception {
        places.answersNext(FakeAnswer.garbage())
                .answers(it -> it.isNew() ? FakeAnswer.forbidden() : FakeAnswer.places(0));
        assertTrue(text(classic()).startsWith("<html>"), "the script goes first");
        assertTrue(text(classic()).contains("ZERO_RESULTS"));
        assertEquals(403, searchNearby().getResponseCode());
    }

    @Test
    void saysWhenTheFunctionHasNoAnswer() throws Exception {
        FakePlaces broken = FakePlaces.start().answers((FakeRequest request) -> null);
        URI target = URI.create(broken.base() + CLASSIC);
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
        assertEquals(500, connection.getResponseCode());
        Exception told = assertThrows(IllegalStateException.class, broken::close);
        assertTrue(told.getMessage().contains("GET /maps/api/place/nearbysearch"), told::toString);
        assertFalse(told.getMessage().contains("key=secret"), told::toString);
        broken.close();
    }

    @Test
    void callsARequestWithoutAPointInvalidAndGoesOn() throws Exception {
        String pointless = CLASSIC.replace("34.5,-118.25", "somewhere");
        assertTrue(text(connection(pointless)).contains("INVALID_REQUEST"));
        assertTrue(text(classic()).contains("\"OK\""));
    }
}
