package herd.tidy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** What compiled classes refer to: other classes as jdeps sees them, and their members. */
final class ClassFiles {

    /** A line of jdeps: {@code from -> to module}. */
    private static final Pattern DEPENDENCE = Pattern.compile("\\s+(\\S+)\\s+-> (\\S+)\\s+\\S.*");

    /** The last line of a method, as javap prints it: a position and an instruction of one byte. */
    private static final Pattern RETURN_AT_THE_END = Pattern.compile("(\\d+): [a-z]?return\\z");

    private ClassFiles() {}

    /** By class, all the classes that it refers to, this project's and the JDK's. */
    static Map<String, Set<String>> classesUsed(Path folder) {
        Map<String, Set<String>> used = new TreeMap<>();
        for (String line : run("jdeps", "-verbose:class", folder.toString()).lines().toList()) {
            Matcher dependence = DEPENDENCE.matcher(line);
            if (dependence.matches() && line.startsWith("   ")) {
                used.computeIfAbsent(dependence.group(1), it -> new TreeSet<>())
                        .add(dependence.group(2));
            }
        }
        return used;
    }

    /**
     * By class, the methods and fields that it refers to, directly or by a method reference, as in
     * {@code java/lang/Math.max:(II)I}.
     */
    static Map<String, Set<String>> membersUsed(Path folder) {
        Map<String, Set<String>> used = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
                String path = folder.relativize(file).toString();
                String name = path.replaceAll("\\.class$", "").replaceAll("[/\\\\]", ".");
                used.put(name, new TreeSet<>(ConstantPool.of(file).members()));
            }
            return used;
        } catch (IOException e) {
            throw new UncheckedIOException(folder.toString(), e);
        }
    }

    /**
     * How many bytes of bytecode a method has.
     *
     * @param signature as javap prints it, in {@code int store(int, long);}
     */
    static int bytecodeLength(Path classFile, String signature) {
        String printed = run("javap", "-c", "-p", classFile.toString()).replace("\r", "");
        int from = printed.indexOf(" " + signature + "\n");
        if (from < 0) {
            throw new IllegalArgumentException("no " + signature + " in " + printed);
        }
        String method = printed.substring(from, printed.indexOf("\n\n", from)).strip();
        Matcher last = RETURN_AT_THE_END.matcher(method);
        if (!last.find()) {
            throw new IllegalArgumentException("ends with no return: " + method);
        }
        return Integer.parseInt(last.group(1)) + 1;
    }

    /** The package of a class, which may be a nested one. */
    static String packageOf(String className) {
        int dot = className.lastIndexOf('.');
        return dot < 0 ? "" : className.substring(0, dot);
    }

    private static String run(String tool, String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        int code = ToolProvider.findFirst(tool).orElseThrow().run(printer, printer, arguments);
        printer.flush();
        if (code != 0) {
            throw new IllegalStateException(tool + " ended with " + code + ": " + out);
        }
        return out.toString();
    }
}
