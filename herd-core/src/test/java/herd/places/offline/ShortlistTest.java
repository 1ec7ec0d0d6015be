package herd.places.offline;

import static herd.places.offline.PlaceRows.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShortlistTest {

    @Test
    void theBiggerOfTwoEquallyFarGoesFirst() {
        PlaceTable table =
                PlaceRows.table(
                        List.of(
                                row("small", "locality", "S", 0, 0, 9_999),
                                row("big", "locality", "B", 0, 0, 10_000)));
        assertEquals(List.of("big", "small"), listed(table, 20, 700, 700));
    }

    @Test
    void theNearerOfTwoEquallyBigGoesFirst() {
        PlaceTable table =
                PlaceRows.table(
                        List.of(
                                row("far", "locality", "F", 0, 0, 10_000),
                                row("near", "neighborhood", "N", 0, 0, 10_000)));
        assertEquals(List.of("near", "far"), listed(table, 20, 701, 700));
    }

    @Test
    void fourTimesThePeopleMakeUpForTwiceTheDistance() {
        PlaceTable table =
                PlaceRows.table(
                        List.of(
                                row("four", "locality", "F", 0, 0, 40_000),
                                row("one", "locality", "O", 0, 0, 10_000)));
        assertEquals(List.of("four", "one"), listed(table, 20, 4_999, 2_000));
        assertEquals(List.of("one", "four"), listed(table, 20, 5_001, 2_000));
    }

    @Test
    void anAirportGoesBetweenASmallTownAndACity() {
        PlaceTable table =
                PlaceRows.table(
                        List.of(
                                row("town", "locality", "T", 0, 0, 15_000),
                                row("airport", "airport", "A", 0, 0, 0),
                                row("city", "locality", "C", 0, 0, 100_000)));
        assertEquals(List.of("city", "airport", "town"), listed(table, 20, 900, 900, 900));
    }

    @Test
    void theIdDecidesBetweenEquals() {
        PlaceTable table =
                PlaceRows.table(
                        List.of(
                                row("geonames:10", "locality", "Z", 0, 0, 5_000),
                                row("geonames:1", "locality", "Y", 0, 0, 5_000),
                                row("airports:9", "locality", "X", 0, 0, 5_000)));
        assertEquals(
                List.of("airports:9", "geonames:1", "geonames:10"), listed(table, 20, 5, 5, 5));
    }

    @Test
    void itsOrderIsThatOfAFullSortWhateverTheOrderOfFinding() {
        long seed = 11;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int places = 1 + random.nextInt(60);
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < places; i++) {
                rows.add(row("p" + i, "locality", "P", 0, 0, 5_000 * (1 + random.nextInt(4))));
            }
            PlaceTable table = PlaceRows.table(rows);
            double[] metres = random.doubles(places, 0, 4).map(Math::floor).toArray();
            int most = random.nextInt(21);
            List<String> expected = sorted(table, metres, most);
            assertEquals(expected, shuffled(table, most, metres, random), "seed " + seed);
        }
    }

    @Test
    void aPlaceOnTheVerySpotIsProminentButNotWithoutEnd() {
        double onTheSpot = Shortlist.prominence(PlaceKind.LOCALITY, 5_000, 0);
        assertTrue(onTheSpot > Shortlist.prominence(PlaceKind.LOCALITY, 5_000, 1));
        assertTrue(onTheSpot < Shortlist.prominence(PlaceKind.LOCALITY, 1_000_000, 5_000));
    }

    private static List<String> listed(PlaceTable table, int most, double... metres) {
        Shortlist list = new Shortlist(table, most);
        for (int place = 0; place < metres.length; place++) {
            list.found(place, metres[place]);
        }
        return ids(table, list);
    }

    private static List<String> shuffled(
            PlaceTable table, int most, double[] metres, Random random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, metres.length).boxed().toList());
        Collections.shuffle(order, random);
        Shortlist list = new Shortlist(table, most);
        order.forEach(place -> list.found(place, metres[place]));
        return ids(table, list);
    }

    private static List<String> sorted(PlaceTable table, double[] metres, int most) {
        return IntStream.range(0, metres.length)
                .boxed()
                .sorted(
                        (a, b) -> {
                            double one = table.people(a) / Math.pow(metres[a] + 1_000, 2);
                            double two = table.people(b) / Math.pow(metres[b] + 1_000, 2);
                            int byProminence = Double.compare(two, one);
                            return byProminence != 0
                                    ? byProminence
                                    : PlaceText.id(table, a).compareTo(PlaceText.id(table, b));
                        })
                .limit(most)
                .map(place -> PlaceText.id(table, place))
                .toList();
    }

    private static List<String> ids(PlaceTable table, Shortlist list) {
        return Arrays.stream(list.places()).mapToObj(place -> PlaceText.id(table, place)).toList();
    }
}
