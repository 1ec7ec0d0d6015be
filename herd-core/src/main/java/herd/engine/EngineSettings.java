package herd.engine;

import herd.link.LinkSettings;
import herd.places.LookUpLimits;
import herd.session.SessionLimits;

/**
 * What one server is told at its start.
 *
 * @param link its name, its neighbours, its incarnation, the secret, and what the herd must agree on
 * @param session the bounds of a client's conversation
 * @param lookUps how many look-ups may be under way
 * @param placesTimeoutNanos how long a WHATSAT may wait for its places
 * @param maxRecordBytes how much memory the records may take
 */
public record EngineSettings(
        LinkSettings link,
        SessionLimits session,
        LookUpLimits lookUps,
        long placesTimeoutNanos,
        long maxRecordBytes) {}
