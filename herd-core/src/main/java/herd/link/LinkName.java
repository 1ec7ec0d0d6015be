package herd.link;

/**
 * The name of one connection between two neighbours, the same at both ends.
 *
 * @param dialler the server that dialled it
 * @param number which of that server's dials to this neighbour it was, from 1, in this life of it
 */
public record LinkName(String dialler, long number) {

    /** As it is spelled on the wire and in the log: {@code Hill/3}. */
    @Override
    public String toString() {
        return dialler + '/' + number;
    }
}
