package herd.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The project's own files, found from where the tests were compiled to. */
final class SourceTree {

    private static final Set<String> NOT_SOURCE =
            Set.of("target", "logs", ".git", ".idea", ".vscode", ".settings");

    private final Path root;

    private SourceTree(Path root) {
        this.root = root;
    }

    /** The tree that this class was compiled in. */
    static SourceTree ofThisProject() {
        try {
            Path at =
                    Path.of(
                            SourceTree.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            while (!Files.isDirectory(at.resolve("herd-core"))) {
                at = at.getParent();
            }
            return new SourceTree(at);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Path root() {
        return root;
    }

    /** Where the compiler puts a module's own classes. */
    Path classes(String module) {
        return root.resolve("herd-" + module).resolve("target").resolve("classes");
    }

    /** Every file that is kept, in a stable order; neither what is built nor what an editor keeps. */
    List<Path> files() {
        return filesBelow(root);
    }

    /** The Java files of a module, of its own sources or of its tests. */
    List<Path> javaFiles(String module, String part) {
        Path sources = sources(module, part);
        return Files.isDirectory(sources)
                ? filesBelow(sources).stream()
                        .filter(it -> it.toString().endsWith(".java"))
                        .toList()
                : List.of();
    }

    /** The packages that a module has files in, of its own sources or of its tests. */
    Set<String> packages(String module, String part) {
        Path sources = sources(module, part);
        Set<String> packages = new TreeSet<>();
        for (Path file : javaFiles(module, part)) {
            Path folder = sources.relativize(file).getParent();
            if (folder != null) {
                packages.add(folder.toString().replace(folder.getFileSystem().getSeparator(), "."));
            }
        }
        return packages;
    }

    /** The folder of a package, of a module's own sources or of its tests. */
    Path folder(String module, String part, String packageName) {
        return sources(module, part).resolve(packageName.replace('.', '/'));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private Path sources(String module, String part) {
        return root.resolve("herd-" + module).resolve("src").resolve(part).resolve("java");
    }

    private static List<Path> filesBelow(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted()
                    .filter(it -> !NOT_SOURCE.contains(it.getFileName().toString()))
                    .flatMap(it -> Files.isDirectory(it) ? filesBelow(it).stream() : Stream.of(it))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder.toString(), e);
        }
    }
}
