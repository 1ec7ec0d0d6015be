package herd.places.offline;

import static herd.places.offline.PlaceRows.places;
import static herd.places.offline.PlaceRows.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearbyTextTest {

    private static final String CREDIT =
            "Places from \\u003ca href=\\\"https://www.geonames.org/\\\"\\u003eGeoNames\\u003c/a\\u003e"
                    + " (\\u003ca href=\\\"https://creativecommons.org/licenses/by/4.0/\\\"\\u003eCC BY"
                    + " 4.0\\u003c/a\\u003e, a selection), airports from \\u003ca"
                    + " href=\\\"https://ourairports.com/\\\"\\u003eOurAirports\\u003c/a\\u003e";

    @Test
    void looksLikeTheClassicService() {
        OfflinePlaces places =
                places(
                        row("geonames:1", "locality", "Müllheim", 47.5, 7.625, 20_000),
                        row("geonames:2", "neighborhood", "Old \"Town\"", 47.50001, 7.625, 5_000),
                        row("ourairports:EDXY", "airport", "Müllheim Airport", 47.5, 7.7, 0));
        String expected =
                """
                {
                   "html_attributions" : [
                      "%s"
                   ],
                   "results" : [
                      {
                         "geometry" : {
                            "location" : {
                               "lat" : 47.5,
                               "lng" : 7.625
                            }
                         },
                         "name" : "Müllheim",
                         "place_id" : "geonames:1",
                         "types" : [ "locality", "political" ],
                         "vicinity" : "XX"
                      },
                      {
                         "geometry" : {
                            "location" : {
                               "lat" : 47.50001,
                               "lng" : 7.625
                            }
                         },
                         "name" : "Old \\"Town\\"",
                         "place_id" : "geonames:2",
                         "types" : [ "neighborhood", "political" ],
                         "vicinity" : "XX"
                      },
                      {
                         "geometry" : {
                            "location" : {
                               "lat" : 47.5,
                               "lng" : 7.7
                            }
                         },
                         "name" : "Müllheim Airport",
                         "place_id" : "ourairports:EDXY",
                         "types" : [ "airport", "point_of_interest", "establishment" ],
                         "vicinity" : "XX"
                      }
                   ],
                   "status" : "OK"
                }
                """
                        .formatted(CREDIT);
        assertEquals(expected, text(places, 47.5, 7.625));
    }

    @Test
    void saysZeroResultsWhereThereIsNothingAndStillGivesTheCredit() {
        OfflinePlaces places = places(row("geonames:1", "locality", "A", 47.5, 7.625, 20_000));
        String expected =
                """
                {
                   "html_attributions" : [
                      "%s"
                   ],
                   "results" : [],
                   "status" : "ZERO_RESULTS"
                }
                """
                        .formatted(CREDIT);
        assertEquals(expected, text(places, -47.5, 7.625));
    }

    @Test
    void coordinatesHaveNoNeedlessZerosAndAtLeastOneDecimal() {
        assertEquals("-90.0, 0.0", coordinates(-90, 0));
        assertEquals("0.00001, -0.00001", coordinates(0.00001, -0.00001));
        assertEquals("10.1, -100.10203", coordinates(10.1, -100.10203));
        assertEquals("-1.0, 180.0", coordinates(-1, 180));
        assertEquals("-0.5, 179.99999", coordinates(-0.5, 179.99999));
    }

    @Test
    void escapesWhatWouldNotBeJsonInAName() {
        for (char c = 0; c < 0x80; c++) {
            if (c != '\t' && c != '\n') {
                assertEquals("a" + escaped(c) + "b", name("a" + c + "b"));
            }
        }
    }

    @Test
    void leavesNamesInEveryScriptAsTheyAre() {
        for (String name : List.of("Zürich", "Łódź", "東京", "Санкт", "Àéî'ô", "عمان", "𠮷野")) {
            assertEquals(name, name(name));
        }
    }

    @Test
    void hasRoomForNamesOfEveryLength() {
        for (int length = 1; length <= 1024; length++) {
            String name = "<".repeat(length);
            assertEquals("\\u003c".repeat(length), name(name));
        }
    }

    private static String escaped(char c) {
        if (c == '"' || c == '\\') {
            return "\\" + c;
        }
        boolean plain = c >= ' ' && c != 0x7f && c != '<' && c != '>' && c != '&';
        return plain ? String.valueOf(c) : String.format("\\u%04x", (int) c);
    }

    private static String name(String name) {
        String text = text(places(row("geonames:1", "locality", name, 1, 2, 5_000)), 1, 2);
        String before = "         \"name\" : \"";
        int start = text.indexOf(before) + before.length();
        String after = "\",\n         \"place_id\" : ";
        assertTrue(text.indexOf(after) > start, text);
        return text.substring(start, text.indexOf(after));
    }

    private static String coordinates(double latitude, double longitude) {
        OfflinePlaces places = places(row("p", "locality", "P", latitude, longitude, 5_000));
        String text = text(places, latitude, longitude);
        return after(text, "\"lat\" : ") + ", " + after(text, "\"lng\" : ");
    }

    private static String after(String text, String key) {
        int start = text.indexOf(key) + key.length();
        return text.substring(start, text.indexOf('\n', start)).replace(",", "");
    }

    private static String text(OfflinePlaces places, double latitude, double longitude) {
        return new String(places.nearby(latitude, longitude, 10_000), StandardCharsets.UTF_8);
    }
}
