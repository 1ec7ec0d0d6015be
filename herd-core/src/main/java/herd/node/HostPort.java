package herd.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * An address as configured: {@code host:port} or {@code [::1]:port}.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without its brackets
 * @param port 0 to 65535; 0 lets the system choose when it is listened on
 */
public record HostPort(String host, int port) {

    private static final int MAX_PORT = 65535;
    private static final int MAX_HOST_CHARS = 253;

    /** Checks the port's range. */
    public HostPort {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    static HostPort of(Setting setting) throws ConfigException {
        String text = setting.value();
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw setting.bad("give host:port, or [::1]:port");
        }
        long port = Values.digits(text, colon + 1, text.length());
        if (port < 0 || port > MAX_PORT) {
            throw setting.bad("the port must be a number from 0 to 65535");
        }
        return new HostPort(host(setting, text.substring(0, colon)), (int) port);
    }

    /**
     * Looks the host up.
     *
     * <p><b>Threading.</b> May wait for the name service: never on an event loop.
     */
    public InetSocketAddress resolve() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    /** As it is configured. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** The address, if it is given as such, and no name service has to be waited for. */
    Optional<InetSocketAddress> address() {
        return isNumeric(host)
                ? Optional.of(new InetSocketAddress(literal(), port))
                : Optional.empty();
    }

    /** Whether this is this machine and nothing else, so far as can be told without a look-up. */
    boolean isLoopback() {
        return host.equalsIgnoreCase("localhost")
                || isNumeric(host) && literal().isLoopbackAddress();
    }

    /** Whether this stands for every address of a machine. */
    boolean isWildcard() {
        return isNumeric(host) && literal().isAnyLocalAddress();
    }

    /** Whether two listeners on one machine could not have both. */
    boolean clashesWith(HostPort other) {
        return port != 0
                && port == other.port
                && (isWildcard() || other.isWildcard() || host.equalsIgnoreCase(other.host));
    }

    private InetAddress literal() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException checkedBefore) {
            throw new AssertionError(checkedBefore);
        }
    }

    private static String host(Setting setting, String text) throws ConfigException {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String host = bracketed ? text.substring(1, text.length() - 1) : text;
        if (bracketed != host.indexOf(':') >= 0) {
            throw setting.bad("an IPv6 address, and nothing else, stands in brackets: [::1]:8000");
        }
        if (bracketed ? !isIpv6(host) : isNumeric(host) ? !isIpv4(host) : !isName(host)) {
            throw setting.bad(Setting.quoted(host) + " is not a host name or an address");
        }
        return host;
    }

    /** Whether this can only be an address: names are not looked up to find out. */
    private static boolean isNumeric(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == ':') {
                return true;
            }
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv4(String host) {
        int parts = 0;
        int from = 0;
        while (from <= host.length()) {
            int dot = host.indexOf('.', from);
            int end = dot < 0 ? host.length() : dot;
            long part = Values.digits(host, from, end);
            if (part < 0 || part > 255 || end - from > 3) {
                return false;
            }
            parts++;
            from = end + 1;
        }
        return parts == 4;
    }

    private static boolean isIpv6(String host) {
        if (host.charAt(0) != ':' && Character.digit(host.charAt(0), 16) < 0) {
            return false; // what begins like a name would be looked up
        }
        try {
            InetAddress.getByName(host);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isName(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean inside = c == '.' || c == '-';
            boolean plain =
                    c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || c == '_';
            if (!plain && !(inside && i > 0)) {
                return false;
            }
        }
        return !host.isEmpty() && host.length() <= MAX_HOST_CHARS;
    }
}
