package herd.testkit.proof;

/** What somebody says who is no neighbour. */
enum Intruder {
    /** Bytes by chance. */
    GARBAGE,
    /** A handshake with a forged proof. */
    FORGER,
    /** A handshake in the name of a server that the herd does not have. */
    UNKNOWN,
    /** Somebody who knows the secret, in a name that does not belong there. */
    IMPOSTOR,
    /** What the latest dialler of some neighbour said, once more. */
    ECHO,
    /** Nothing at all. */
    SILENT,
    /** Records, without any handshake. */
    SMUGGLER
}
