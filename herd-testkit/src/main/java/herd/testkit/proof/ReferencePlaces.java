package herd.testkit.proof;

import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Places that are where they are looked for: each answer says what was asked. */
final class ReferencePlaces {

    private static final BigDecimal METRES_A_KM = BigDecimal.valueOf(1000);

    private ReferencePlaces() {}

    /** What the service answers. */
    static PlacesAnswer near(PlacesQuery query) {
        String json =
                json(
                        new BigDecimal(query.latitude()),
                        new BigDecimal(query.longitude()),
                        new BigDecimal(query.radiusMetres()));
        return PlacesAnswer.found(json.getBytes(StandardCharsets.US_ASCII));
    }

    /** What a WHATSAT has to be answered with: its line, and where the client is. */
    static String near(String whatsat, ReferenceLine where) {
        String coordinates = where.coordinates();
        int second = Math.max(coordinates.lastIndexOf('+'), coordinates.lastIndexOf('-'));
        return json(
                new BigDecimal(coordinates.substring(0, second)),
                new BigDecimal(coordinates.substring(second)),
                new BigDecimal(whatsat.strip().split("\\s+")[2]).multiply(METRES_A_KM));
    }

    private static String json(BigDecimal latitude, BigDecimal longitude, BigDecimal metres) {
        return "{\"results\" : [{\"name\" : \"%s, %s, %s\"}], \"status\" : \"OK\"}"
                .formatted(plain(latitude), plain(longitude), plain(metres));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
