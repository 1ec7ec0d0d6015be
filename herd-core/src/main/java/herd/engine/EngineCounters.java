package herd.engine;

import herd.flood.FloodCounters;
import herd.link.LinkStatus;
import java.util.List;

/**
 * What one server has counted since its start, at one moment.
 *
 * @param iamats locations taken from clients, whatever became of them
 * @param whatsats questions taken from clients
 * @param invalids lines answered with a question mark
 * @param nonsense well-framed records from neighbours that no server could have built
 * @param flood of the records
 * @param links how things stand with each neighbour, in order
 * @param strangers connections to the neighbour port that have not proved to be a neighbour
 * @param lookUps of the look-ups
 */
public record EngineCounters(
        long iamats,
        long whatsats,
        long invalids,
        long nonsense,
        FloodCounters flood,
        List<Neighbour> links,
        int strangers,
        LookUpCounters lookUps) {

    /**
     * How things stand with one neighbour.
     *
     * @param lag changes here that it has not been sent yet
     */
    public record Neighbour(LinkStatus link, long lag) {}

    /**
     * What has become of the look-ups.
     *
     * @param asked questions
     * @param started requests
     * @param shared questions that joined a request under way
     * @param failed questions that were answered with a failure
     * @param inFlight requests that are out
     * @param queued look-ups that wait for a request to come back
     */
    public record LookUpCounters(
            long asked, long started, long shared, long failed, int inFlight, int queued) {}
}
