package herd.places.google;

import herd.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An answer of the new Places API in the form of the classic Nearby Search: three blanks a level,
 * {@code "key" : value}, keys in order of the alphabet. Only what came is written, strings and
 * numbers as they came.
 */
final class ClassicAnswer {

    /** The fields that have a place in the classic form. */
    static final String FIELD_MASK =
            "places.id,places.displayName,places.location,places.viewport,places.types,"
                    + "places.shortFormattedAddress,places.formattedAddress,places.rating,"
                    + "places.userRatingCount,places.businessStatus,places.priceLevel,"
                    + "places.plusCode,places.currentOpeningHours.openNow,"
                    + "places.iconBackgroundColor,places.iconMaskBaseUri,places.attributions";

    private static final Map<String, String> PRICE_LEVELS =
            Map.of(
                    "PRICE_LEVEL_FREE", "0",
                    "PRICE_LEVEL_INEXPENSIVE", "1",
                    "PRICE_LEVEL_MODERATE", "2",
                    "PRICE_LEVEL_EXPENSIVE", "3",
                    "PRICE_LEVEL_VERY_EXPENSIVE", "4");

    private ClassicAnswer() {}

    /** Writes the document for what the service found, in the order it came. */
    static byte[] of(List<Json> places) {
        Block answer = new Block();
        answer.add("html_attributions", row(attributions(places)));
        List<Block> results =
                places.stream().filter(Json::isObject).map(ClassicAnswer::place).toList();
        answer.add("results", results.isEmpty() ? "[]" : blocks(results));
        answer.add("status", results.isEmpty() ? "\"ZERO_RESULTS\"" : "\"OK\"");
        return answer.text(0).getBytes(StandardCharsets.UTF_8);
    }

    private static Block place(Json place) {
        Block block = new Block();
        block.add("business_status", string(place, "businessStatus"));
        block.add("geometry", geometry(place));
        block.add("icon_background_color", string(place, "iconBackgroundColor"));
        block.add("icon_mask_base_uri", string(place, "iconMaskBaseUri"));
        block.add("name", place.member("displayName").flatMap(name -> string(name, "text")));
        block.add("opening_hours", openingHours(place));
        block.add("place_id", string(place, "id"));
        block.add("plus_code", plusCode(place));
        block.add("price_level", priceLevel(place));
        block.add("rating", number(place, "rating"));
        block.add("types", place.member("types").map(ClassicAnswer::strings));
        block.add("user_ratings_total", number(place, "userRatingCount"));
        block.add(
                "vicinity",
                string(place, "shortFormattedAddress").or(() -> string(place, "formattedAddress")));
        return block;
    }

    private static Block geometry(Json place) {
        Block geometry = new Block();
        place.member("location").ifPresent(it -> geometry.add("location", corner(it)));
        place.member("viewport").ifPresent(it -> geometry.add("viewport", viewport(it)));
        return geometry;
    }

    private static Block viewport(Json from) {
        Block viewport = new Block();
        from.member("high").ifPresent(it -> viewport.add("northeast", corner(it)));
        from.member("low").ifPresent(it -> viewport.add("southwest", corner(it)));
        return viewport;
    }

    private static Block corner(Json from) {
        Block corner = new Block();
        corner.add("lat", number(from, "latitude"));
        corner.add("lng", number(from, "longitude"));
        return corner;
    }

    private static Block openingHours(Json place) {
        Block hours = new Block();
        hours.add(
                "open_now",
                place.member("currentOpeningHours")
                        .flatMap(it -> it.member("openNow"))
                        .filter(Json::isTruthValue)
                        .map(Json::written));
        return hours;
    }

    private static Block plusCode(Json place) {
        Block code = new Block();
        place.member("plusCode")
                .ifPresent(
                        from -> {
                            code.add("compound_code", string(from, "compoundCode"));
                            code.add("global_code", string(from, "globalCode"));
                        });
        return code;
    }

    private static Optional<String> priceLevel(Json place) {
        return place.member("priceLevel")
                .flatMap(Json::text)
                .flatMap(level -> Optional.ofNullable(PRICE_LEVELS.get(level)));
    }

    /** Who has to be named with the places, each once. */
    private static Set<String> attributions(List<Json> places) {
        Set<String> providers = new LinkedHashSet<>();
        for (Json place : places) {
            place.member("attributions").map(Json::elements).orElse(List.of()).stream()
                    .flatMap(attribution -> string(attribution, "provider").stream())
                    .forEach(providers::add);
        }
        return providers;
    }

    private static Optional<String> string(Json from, String name) {
        return from.member(name).filter(Json::isText).map(Json::written);
    }

    private static Optional<String> number(Json from, String name) {
        return from.member(name).filter(Json::isNumber).map(Json::written);
    }

    private static String strings(Json array) {
        return row(array.elements().stream().filter(Json::isText).map(Json::written).toList());
    }

    private static String row(Iterable<String> values) {
        String row = String.join(", ", values);
        return row.isEmpty() ? "[]" : "[ " + row + " ]";
    }

    /** The results: each on lines of its own, one level in. */
    private static String blocks(List<Block> blocks) {
        Stream<String> texts = blocks.stream().map(block -> Block.indent(2) + block.text(2));
        return "[\n" + String.join(",\n", texts.toList()) + "\n" + Block.indent(1) + "]";
    }
}
