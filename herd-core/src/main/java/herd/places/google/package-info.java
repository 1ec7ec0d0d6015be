/**
 * Asks Google for places, in the old way (Nearby Search) and in the new one (Places API). The only
 * user of the JDK's HttpClient; knows nothing of clients, sessions and servers.
 */
package herd.places.google;
