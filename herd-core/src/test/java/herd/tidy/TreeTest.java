package herd.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tree as somebody finds it who has just fetched it. */
class TreeTest {

    private static final Set<String> TOP_LEVEL =
            Set.of("herd-core", "herd-server", "herd-testkit", "pom.xml", "README.md", "LICENSE");

    /** What may lie about and is not kept, as .gitignore has it: what is built, and logs. */
    private static final Pattern NOT_KEPT = Pattern.compile("target|logs|.*\\.log|.*\\.iml|\\..*");

    private static final Pattern MARKDOWN_LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

    /** Spelled so that it does not find itself: the tests are looked through as well. */
    private static final Pattern UNDONE = Pattern.compile("\\b(T[O]DO|F[I]XME|X{3})\\b");

    private final SourceTree tree = SourceTree.ofThisProject();

    @Test
    void theTopLevelIsWhatWasAgreedOn() throws IOException {
        Set<String> visible = new TreeSet<>();
        try (Stream<Path> entries = Files.list(tree.root())) {
            entries.map(it -> it.getFileName().toString())
                    .filter(it -> !NOT_KEPT.matcher(it).matches())
                    .forEach(visible::add);
        }
        assertEquals(new TreeSet<>(TOP_LEVEL), visible);
    }

    @Test
    void noFileNamesThePlaceThatItWasWrittenIn() throws IOException {
        Pattern here =
                Pattern.compile(
                        "(?<![\\w.~}/-])"
                                + Pattern.quote(tree.root().toRealPath().toString())
                                + "(?![\\w-])");
        List<Path> naming = new ArrayList<>();
        for (Path file : tree.files()) {
            if (here.matcher(textOf(file)).find()) {
                naming.add(file);
            }
        }
        assertEquals(List.of(), naming);
    }

    @Test
    void linksLeadToFilesOfTheProject() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path file : tree.files()) {
            if (Files.isSymbolicLink(file)) {
                broken.add(file + " is itself a link");
            }
            if (file.toString().endsWith(".md")) {
                Matcher link = MARKDOWN_LINK.matcher(textOf(file));
                while (link.find()) {
                    Path target = file.resolveSibling(link.group(1)).normalize();
                    boolean ours = target.startsWith(tree.root()) && Files.exists(target);
                    if (!ours && !ELSEWHERE.matcher(link.group(1)).matches()) {
                        broken.add(file + ": " + link.group(1));
                    }
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void nothingIsLeftUndone() {
        for (String module : List.of("core", "server", "testkit")) {
            for (String part : List.of("main", "test")) {
                for (Path file : tree.javaFiles(module, part)) {
                    assertFalse(UNDONE.matcher(SourceTree.text(file)).find(), file::toString);
                }
            }
        }
    }

    /** The text of a file; nothing if it is not text. */
    private static String textOf(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            return "";
        }
    }
}
