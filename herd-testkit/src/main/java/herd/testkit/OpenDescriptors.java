package herd.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file descriptors that were open at a time, by what they are of. */
final class OpenDescriptors {

    private static final Path OWN = Path.of("/proc/self/fd");

    /** Classes and libraries, which are opened when first needed; devices; memory; the list itself. */
    private static final Pattern OF_THE_JVM =
            Pattern.compile(".*\\.(jar|so|jmod|class|jsa)|/dev/.*|/proc/.*|/sys/.*|.*/lib/modules");

    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

    /** A selector of Linux has one of each. */
    private static final Pattern OF_A_SELECTOR =
            Pattern.compile("anon_inode:\\[event(poll|fd)]|pipe:.*");

    private final Map<String, Integer> before;

    private OpenDescriptors(Map<String, Integer> before) {
        this.before = before;
    }

    static boolean areSeen() {
        return Files.isDirectory(OWN);
    }

    /** Opens and closes one of each: the JDK keeps some for ever from their first use on. */
    static void warmUp() {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Selector selector = Selector.open();
                ServerSocket listener = new ServerSocket()) {
            listener.bind(any);
            try (SocketChannel channel = SocketChannel.open(listener.getLocalSocketAddress());
                    Socket accepted = listener.accept()) {
                channel.configureBlocking(false);
                channel.register(selector, channel.validOps());
                selector.selectNow();
                accepted.shutdownOutput();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OpenDescriptors now() {
        return new OpenDescriptors(byTarget());
    }

    /**
     * Those since then that should be closed.
     *
     * @param selectors how many selectors may be open still
     */
    List<String> since(long selectors) {
        List<String> left = new ArrayList<>();
        byTarget()
                .forEach(
                        (target, count) -> {
                            long most = before.getOrDefault(target, 0);
                            if (OF_A_SELECTOR.matcher(target).matches()) {
                                most += selectors;
                            }
                            if (count > most) {
                                left.add("descriptor of " + named(target) + times(count - most));
                            }
                        });
        return left;
    }

    private static String times(long count) {
        return count == 1 ? "" : ", " + count + " of them";
    }

    private static Map<String, Integer> byTarget() {
        Map<String, Integer> targets = new TreeMap<>();
        if (!areSeen()) {
            return targets;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(OWN)) {
            for (Path descriptor : all) {
                String target = target(descriptor);
                if (!target.isEmpty() && !OF_THE_JVM.matcher(target).matches()) {
                    targets.merge(target, 1, Integer::sum);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return targets;
    }

    /** What it is of; nothing if it was closed meanwhile. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** A socket with its addresses, as far as the system says. */
    private static String named(String target) {
        Matcher socket = SOCKET.matcher(target);
        if (!socket.matches()) {
            return target;
        }
        for (String table : List.of("tcp", "tcp6", "udp", "unix")) {
            for (String line : lines(Path.of("/proc/self/net", table))) {
                List<String> words = List.of(line.strip().split(" +"));
                if (words.size() > 3 && words.contains(socket.group(1))) {
                    boolean hasAddresses = !table.equals("unix");
                    return table
                            + " "
                            + target
                            + (hasAddresses
                                    ? " from " + port(words.get(1)) + " to " + port(words.get(2))
                                    : "");
                }
            }
        }
        return target + ", bound or closed by its other side";
    }

    /** Addresses are in hexadecimal, with the port at the end. */
    private static String port(String address) {
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
        return port == 0 ? "nowhere, it listens" : "port " + port;
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            // Not on this system; the number of the socket has to do.
            return List.of();
        }
    }
}
