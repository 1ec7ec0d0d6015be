package herd.link;

/** Why a connection between neighbours, or an attempt at one, came to its end. */
public enum CloseReason {
    /** The dial met no listener, or the network said no. */
    NOT_CONNECTED("not connected"),
    /** The handshake was not finished in time. */
    LATE("the handshake took too long"),
    /** Too many strangers had not finished their handshake, and this one was the oldest. */
    CROWDED_OUT("made way for a later stranger"),
    /** A line that nobody who speaks the protocol sends, or one that is too long. */
    UNREADABLE("said something unreadable"),
    /** The ranges of versions have nothing in common. */
    NO_COMMON_VERSION("no common version"),
    /** The names said are not those of this server and of a neighbour of it. */
    NOT_A_NEIGHBOUR("not a neighbour"),
    /** The other end did not prove that it knows the secret. */
    WRONG_PROOF("did not prove the secret"),
    /** A setting that must be the same in the whole herd is not. */
    SETTINGS_DIFFER("the settings differ"),
    /** The clocks are further apart than max-future. */
    CLOCKS_DIFFER("the clocks differ"),
    /** Both ends dialled, and the other connection stays. */
    CROSSED("another link stays"),
    /** A newer connection took its place. */
    REPLACED("replaced by a newer link"),
    /** Another link came up while this dial had proved nothing yet. */
    ABANDONED("another link came up first"),
    /** A line's check does not fit its bytes. */
    DAMAGED("a line arrived damaged"),
    /** A sequence number is not above the ones before it. */
    OUT_OF_ORDER("a sequence number out of order"),
    /** Nothing came for too long. */
    SILENT("silent for too long"),
    /** Nothing could be sent for too long. */
    STUCK("nothing could be sent for too long"),
    /** The other end closed it. */
    ENDED("closed by the other side"),
    /** The network broke it. */
    BROKEN("the connection broke"),
    /** This server stops. */
    STOPPED("this server stops");

    private final String text;

    CloseReason(String text) {
        this.text = text;
    }

    /** The reason in words, for the log. */
    public String text() {
        return text;
    }
}
