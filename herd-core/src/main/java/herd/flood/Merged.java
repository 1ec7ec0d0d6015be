package herd.flood;

/** What became of a line that was merged. */
public enum Merged {
    /** It is the client's record now; the neighbours that do not know it are to be told. */
    STORED,
    /** It is the record already. */
    EQUAL,
    /** The record is newer, and on its way already. */
    OLDER,
    /** There is no room for it: it is neither kept nor passed on. */
    REFUSED
}
