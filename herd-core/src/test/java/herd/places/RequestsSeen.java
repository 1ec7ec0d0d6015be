package herd.places;

import java.util.ArrayList;
import java.util.List;

/** A service that remembers what was started and abandoned; tokens are given out from 1. */
final class RequestsSeen implements LookUps.Requests {

    final List<PlacesQuery> started = new ArrayList<>();
    final List<Long> deadlines = new ArrayList<>();
    final List<Long> tokens = new ArrayList<>();
    final List<Long> abandoned = new ArrayList<>();

    @Override
    public void start(PlacesQuery query, long deadlineNanos, long token) {
        started.add(query);
        deadlines.add(deadlineNanos);
        tokens.add(token);
    }

    @Override
    public void abandon(long token) {
        abandoned.add(token);
    }
}
