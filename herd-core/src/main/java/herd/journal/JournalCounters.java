package herd.journal;

/**
 * What a log has done so far.
 *
 * @param written entries in the file
 * @param bytes how long they are together
 * @param skipped entries that were not taken, for the buffer was full
 * @param lost entries that were taken, and could not be written
 * @param failures times that the file could not be written
 * @param failing whether it cannot be written now
 */
public record JournalCounters(
        long written, long bytes, long skipped, long lost, long failures, boolean failing) {}
