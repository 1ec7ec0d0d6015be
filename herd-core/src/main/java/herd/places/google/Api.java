package herd.places.google;

import herd.places.PlacesQuery;
import java.net.http.HttpRequest;

/** One way of asking Google: how a question is put into a request, and what an answer means. */
interface Api {

    HttpRequest request(PlacesQuery query);

    /** Reads an answer, whatever its status. Its details may hold what must not be logged. */
    Reply read(int httpStatus, byte[] body);
}
