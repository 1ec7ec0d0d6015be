package herd.flood;

/**
 * What a {@link Flood} has done and how large it is, at one moment.
 *
 * @param records how many clients have a record
 * @param recordSum the sum of the fingerprints of all records, modulo 2^64: servers that hold the
 *     same have the same
 * @param stored lines that became a client's record
 * @param equal lines that were the record already
 * @param older lines that were older than the record
 * @param refusedAtCap newcomers below the least record when there were as many as may be
 * @param refusedForRoom lines for which the bytes of records had no room
 * @param evicted records that gave way to a newcomer
 * @param repairs how often a neighbour was sent everything again after an audit
 * @param recordBytes bytes of the pages that records lie in
 * @param indexBytes bytes of the index from IDs to records
 * @param changeBytes bytes of the list of changes
 * @param changeSegments how many segments that list has
 */
public record FloodCounters(
        long records,
        long recordSum,
        long stored,
        long equal,
        long older,
        long refusedAtCap,
        long refusedForRoom,
        long evicted,
        long repairs,
        long recordBytes,
        long indexBytes,
        long changeBytes,
        int changeSegments) {}
