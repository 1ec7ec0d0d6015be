package herd.node;

import herd.places.PlacesService;
import herd.places.google.ApiKey;
import herd.places.google.GooglePlaces;
import herd.places.offline.OfflineService;

/** Makes the places service that a configuration names. */
final class PlacesServices {

    private PlacesServices() {}

    static PlacesService of(PlacesConfig places) {
        return switch (places.source()) {
            case GOOGLE ->
                    GooglePlaces.legacy(
                            places.url(), ApiKey.of(places.apiKey(), "the configuration"));
            case GOOGLE_NEW ->
                    GooglePlaces.searchNearby(
                            places.url(), ApiKey.of(places.apiKey(), "the configuration"));
            case OFFLINE -> new OfflineService();
        };
    }
}
