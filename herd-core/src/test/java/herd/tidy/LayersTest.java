package herd.tidy;

import static herd.tidy.ClassFiles.packageOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Keeps the README's map of the code true. The packages of core are judged by their classes; the
 * modules after it are not compiled yet when this runs, and are judged by the names in their sources.
 */
class LayersTest {

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
    private static final Pattern DECLARATION = Pattern.compile("\\bpackage (herd[a-z.]*);");
    private static final Pattern PACKAGE_NAME = Pattern.compile("\\bherd(\\.[a-z]+)*(?=\\.[A-Z*])");

    private final SourceTree tree = SourceTree.ofThisProject();
    private final PackageMap map =
            PackageMap.read(SourceTree.text(tree.root().resolve("README.md")));

    @Test
    void everyPackageIsOnTheMapAndEveryPackageOnTheMapIsThere() {
        for (String module : List.of("core", "server", "testkit")) {
            Set<String> own = tree.packages(module, "main");
            Set<String> ofTests = new TreeSet<>(tree.packages(module, "test"));
            ofTests.removeAll(own);
            assertEquals(mapped(module, "main"), own, module);
            assertEquals(mapped(module, "test"), ofTests, "tests of " + module);
        }
    }

    @Test
    void everyPackageSaysWhatItIs() {
        for (PackageMap.Row row : map.rows()) {
            boolean said =
                    Files.exists(
                            tree.folder(row.module(), row.part(), row.name())
                                    .resolve("package-info.java"));
            assertTrue(said, row.name() + " has no package-info");
        }
    }

    @Test
    void packagesOfCoreUseOnlyWhatTheMapAllows() {
        Map<String, Set<String>> used = new TreeMap<>();
        ClassFiles.classesUsed(tree.classes("core"))
                .forEach(
                        (from, to) ->
                                to.forEach(
                                        it ->
                                                use(
                                                        used,
                                                        packageOf(from),
                                                        ClassFiles.packageOf(it))));
        assertTrue(used.keySet().containsAll(tree.packages("core", "main")), used::toString);
        assertAllowed("core", "main", used);
    }

    @Test
    void packagesOfTheOtherModulesNameOnlyWhatTheMapAllows() {
        for (String module : List.of("server", "testkit")) {
            for (String part : List.of("main", "test")) {
                assertAllowed(module, part, packagesNamed(module, part));
            }
        }
    }

    @Test
    void coreIsOpenAsTheMapSays() {
        ModuleDescriptor core =
                ModuleFinder.of(tree.classes("core")).find("herd.core").orElseThrow().descriptor();
        Map<String, String> openTo = new TreeMap<>();
        for (ModuleDescriptor.Exports exports : core.exports()) {
            openTo.put(exports.source(), exports.isQualified() ? exports.targets() + "" : "all");
        }
        Map<String, String> wanted = new TreeMap<>();
        for (PackageMap.Row row : map.rows("core", "main")) {
            if (!row.openTo().equals("–")) {
                wanted.put(row.name(), row.openTo().equals("all") ? "all" : "[herd.testkit]");
            }
        }
        assertEquals(wanted, openTo);
    }

    @Test
    void theMapAllowsNoPackageThatIsNotOnIt() {
        for (PackageMap.Row row : map.rows()) {
            for (String allowed : map.allowed(row)) {
                assertTrue(map.row(allowed).isPresent(), row.name() + " may use " + allowed);
            }
        }
        assertFalse(map.pure().isEmpty());
        map.pure().forEach(it -> assertTrue(map.row(it).isPresent(), it));
    }

    private Set<String> mapped(String module, String part) {
        Set<String> names = new TreeSet<>();
        for (PackageMap.Row row : map.rows(module, part)) {
            names.add(row.name());
        }
        return names;
    }

    private void assertAllowed(String module, String part, Map<String, Set<String>> used) {
        List<String> wrong = new ArrayList<>();
        for (PackageMap.Row row : map.rows(module, part)) {
            Set<String> others = new TreeSet<>(used.getOrDefault(row.name(), Set.of()));
            others.removeAll(map.allowed(row));
            others.remove(row.name());
            others.forEach(it -> wrong.add(row.name() + " uses " + it));
        }
        assertEquals(List.of(), wrong);
    }

    /** By package, the herd's packages that its sources name outside of comments. */
    private Map<String, Set<String>> packagesNamed(String module, String part) {
        Map<String, Set<String>> named = new TreeMap<>();
        for (Path file : tree.javaFiles(module, part)) {
            String code = COMMENT.matcher(SourceTree.text(file)).replaceAll("");
            Matcher name = PACKAGE_NAME.matcher(code);
            String from = declaredPackage(code);
            while (name.find()) {
                use(named, from, name.group());
            }
        }
        return named;
    }

    private static String declaredPackage(String code) {
        Matcher declaration = DECLARATION.matcher(code);
        return declaration.find() ? declaration.group(1) : "";
    }

    private static void use(Map<String, Set<String>> used, String from, String to) {
        Set<String> all = used.computeIfAbsent(from, it -> new TreeSet<>());
        if (to.equals("herd") || to.startsWith("herd.")) {
            all.add(to);
        }
    }
}
