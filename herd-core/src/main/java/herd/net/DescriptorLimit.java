package herd.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How many files and sockets the system lets this process have open at once. */
final class DescriptorLimit {

    /** Assumed where the system does not say: what every Unix grants. */
    static final int FALLBACK = 1024;

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String ROW = "Max open files";

    private DescriptorLimit() {}

    /** Asks the system; a limit beyond the range of an {@code int} is its greatest value. */
    static int ofThisProcess() {
        try {
            return read(Files.readAllLines(LIMITS, StandardCharsets.ISO_8859_1));
        } catch (IOException notLinux) {
            return FALLBACK;
        }
    }

    /** Reads the soft limit out of rows as {@code Max open files  1024  524288  files}. */
    static int read(List<String> rows) {
        for (String row : rows) {
            if (row.startsWith(ROW)) {
                String soft = row.substring(ROW.length()).strip().split(" ", 2)[0];
                return soft.equals("unlimited") ? Integer.MAX_VALUE : number(soft);
            }
        }
        return FALLBACK;
    }

    private static int number(String digits) {
        try {
            return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(digits));
        } catch (NumberFormatException unknownForm) {
            return FALLBACK;
        }
    }
}
