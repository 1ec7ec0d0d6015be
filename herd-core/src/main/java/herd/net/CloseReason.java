package herd.net;

/** Why a connection has ended. */
public enum CloseReason {

    /** {@link Connection#finish} was called, and everything offered was taken by the kernel. */
    FINISHED,

    /** {@link Connection#close} was called. */
    CLOSED,

    /** {@link Connection#reset} was called. */
    RESET,

    /** Reading or writing failed, as a rule since the peer is gone. */
    BROKEN,

    /** It could not be dialled. */
    UNREACHABLE,

    /** It could not be dialled in time. */
    DIAL_TIMED_OUT,

    /** The peer took nothing of what it was sent for too long. */
    WRITE_STALLED,

    /** It needed more memory than all connections may keep together. */
    OVER_BUDGET,

    /** One of its callbacks threw. */
    BUG,

    /** The loop ended. */
    LOOP_STOPPED
}
