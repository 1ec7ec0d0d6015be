package herd.places.google;

import static org.junit.jupiter.api.Assertions.assertEquals;

import herd.json.Json;
import herd.places.PlacesAnswer.Found;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassicAnswerTest {

    private static final NewApi API =
            new NewApi(URI.create("http://localhost"), ApiKey.of("k", "test"));

    private static String classic(String answer) {
        Reply reply = API.read(200, answer.getBytes(StandardCharsets.UTF_8));
        byte[] json = ((Found) reply.answer()).json();
        assertEquals(true, Json.isValid(json), new String(json, StandardCharsets.UTF_8));
        return new String(json, StandardCharsets.UTF_8);
    }

    @Test
    void writesEverythingThatCameInTheClassicLayout() {
        String answer =
                """
                {
                  "places": [
                    {
                      "id": "ChIJ1",
                      "types": ["university", "establishment"],
                      "formattedAddress": "long",
                      "location": {"latitude": 34.068921000, "longitude": -118.4451811},
                      "viewport": {
                        "low": {"latitude": 34.0, "longitude": -118.5},
                        "high": {"latitude": 34.10, "longitude": -118.4}
                      },
                      "rating": 4.50,
                      "businessStatus": "OPERATIONAL",
                      "userRatingCount": 1234,
                      "priceLevel": "PRICE_LEVEL_MODERATE",
                      "displayName": {"text": "Caf\\u00e9 \\"U\\" é", "languageCode": "en"},
                      "currentOpeningHours": {"openNow": true},
                      "shortFormattedAddress": "Los Angeles",
                      "plusCode": {"globalCode": "8563+X", "compoundCode": "3H93 LA"},
                      "iconMaskBaseUri": "https://maps.gstatic.com/x",
                      "iconBackgroundColor": "#7B9EB0",
                      "attributions": [{"provider": "Zagat", "providerUri": "https://z"}]
                    },
                    {"id": "ChIJ2", "formattedAddress": "only this one"}
                  ]
                }
                """;
        assertEquals(
                """
                {
                   "html_attributions" : [ "Zagat" ],
                   "results" : [
                      {
                         "business_status" : "OPERATIONAL",
                         "geometry" : {
                            "location" : {
                               "lat" : 34.068921000,
                               "lng" : -118.4451811
                            },
                            "viewport" : {
                               "northeast" : {
                                  "lat" : 34.10,
                                  "lng" : -118.4
                               },
                               "southwest" : {
                                  "lat" : 34.0,
                                  "lng" : -118.5
                               }
                            }
                         },
                         "icon_background_color" : "#7B9EB0",
                         "icon_mask_base_uri" : "https://maps.gstatic.com/x",
                         "name" : "Caf\\u00e9 \\"U\\" é",
                         "opening_hours" : {
                            "open_now" : true
                         },
                         "place_id" : "ChIJ1",
                         "plus_code" : {
                            "compound_code" : "3H93 LA",
                            "global_code" : "8563+X"
                         },
                         "price_level" : 2,
                         "rating" : 4.50,
                         "types" : [ "university", "establishment" ],
                         "user_ratings_total" : 1234,
                         "vicinity" : "Los Angeles"
                      },
                      {
                         "place_id" : "ChIJ2",
                         "vicinity" : "only this one"
                      }
                   ],
                   "status" : "OK"
                }""",
                classic(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"places\":[]}", "{\"places\":null}", "{\"places\":[3]}"})
    void saysZeroResultsWhenNothingCame(String answer) {
        assertEquals(
                """
                {
                   "html_attributions" : [],
                   "results" : [],
                   "status" : "ZERO_RESULTS"
                }""",
                classic(answer));
    }

    @Test
    void leavesOutWhatIsOfAnotherKindThanItShouldBe() {
        String odd =
                "{\"places\":[{\"id\":7,\"rating\":\"high\",\"location\":[1],\"types\":[1,\"a\"],"
                        + "\"displayName\":\"x\",\"viewport\":{\"low\":{}},\"priceLevel\":\"?\"}]}";
        assertEquals(
                """
                {
                   "html_attributions" : [],
                   "results" : [
                      {
                         "types" : [ "a" ]
                      }
                   ],
                   "status" : "OK"
                }""",
                classic(odd));
    }

    @Test
    void namesEachProviderOnce() {
        String place = "{\"attributions\":[{\"provider\":\"Z\"},{\"provider\":\"Y\"}]}";
        String answer = classic("{\"places\":[" + String.join(",", List.of(place, place)) + "]}");
        assertEquals(true, answer.contains("\"html_attributions\" : [ \"Z\", \"Y\" ]"), answer);
    }
}
