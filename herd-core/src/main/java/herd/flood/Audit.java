package herd.flood;

/** What came of comparing with a neighbour what both hold. */
public enum Audit {
    /** Something was still under way, or audits are off: nothing was compared. */
    NOT_COMPARED,
    /** Both hold the same. */
    SAME,
    /** Both do not hold the same; if the next audit says so again, it is repaired. */
    DIFFERENT,
    /** The same difference once more: everything will be sent to the neighbour again. */
    REPAIRING
}
