package herd.node;

import java.util.List;

/** The herd that there is without any configuration: five servers on one machine. */
final class BuiltInHerd {

    static final String SERVERS = "Hill, Jaquez, Smith, Campbell, Singleton";

    static final String LINKS =
            "Hill-Jaquez, Hill-Smith, Singleton-Jaquez, Singleton-Smith, "
                    + "Singleton-Campbell, Smith-Campbell";

    private static final List<String> NAMES = Values.list(SERVERS);

    private static final int CLIENT_PORT = 8000;
    private static final int PEER_PORT = 8100;
    private static final int HTTP_PORT = 8200;

    private BuiltInHerd() {}

    /** Whether each of these servers is one of the five. */
    static boolean hasAll(List<String> servers) {
        return NAMES.containsAll(servers);
    }

    /** The links between those of the five that are among these servers. */
    static String linksAmong(List<String> servers) {
        StringBuilder links = new StringBuilder();
        for (String link : Values.list(LINKS)) {
            int dash = link.indexOf('-');
            if (servers.contains(link.substring(0, dash))
                    && servers.contains(link.substring(dash + 1))) {
                links.append(links.length() == 0 ? "" : ", ").append(link);
            }
        }
        return links.toString();
    }

    /** Where one of the five listens by default, or the empty string for any other server. */
    static String address(String server, ConfigKey which) {
        int index = NAMES.indexOf(server);
        if (index < 0) {
            return "";
        }
        int first =
                switch (which) {
                    case CLIENT -> CLIENT_PORT;
                    case PEER -> PEER_PORT;
                    case HTTP -> HTTP_PORT;
                    default -> throw new AssertionError(which);
                };
        return "127.0.0.1:" + (first + index);
    }
}
