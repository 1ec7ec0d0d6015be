package herd.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The README's map of the code: which packages there are, and what each may use. */
final class PackageMap {

    private static final Pattern ROW =
            Pattern.compile(
                    "\\| (core|server|testkit)( tests)? · `([a-z.]+)` "
                            + "\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");

    private static final Pattern PURE = Pattern.compile("\\*\\*Pure\\*\\* are ([^:]+):");
    private static final Pattern QUOTED = Pattern.compile("`([a-z.]+)`");

    private static final String NOTHING = "–";
    private static final String ALL_OF_CORE = "all of core";
    private static final String WHAT_CORE_OPENS = "what core opens to it";
    private static final String TESTKIT = "testkit";

    private final List<Row> rows;
    private final Set<String> pure;

    private PackageMap(List<Row> rows, Set<String> pure) {
        this.rows = rows;
        this.pure = pure;
    }

    /**
     * One package.
     *
     * @param module core, server or testkit
     * @param part main or test, as the folder of its sources is called
     * @param mayUse what the table says, as it says it
     * @param openTo all, testkit, or a dash for nobody
     */
    record Row(String module, String part, String name, String mayUse, String openTo) {}

    static PackageMap read(String readme) {
        List<Row> rows = new ArrayList<>();
        Matcher row = ROW.matcher(readme);
        while (row.find()) {
            rows.add(
                    new Row(
                            row.group(1),
                            row.group(2) == null ? "main" : "test",
                            row.group(3),
                            row.group(5),
                            row.group(6)));
        }
        Matcher sentence = PURE.matcher(readme);
        return new PackageMap(rows, sentence.find() ? quoted(sentence.group(1)) : Set.of());
    }

    List<Row> rows() {
        return rows;
    }

    /** The rows of one module, of its own packages or of its tests'. */
    List<Row> rows(String module, String part) {
        return rows.stream()
                .filter(it -> it.module().equals(module) && it.part().equals(part))
                .toList();
    }

    Optional<Row> row(String packageName) {
        return rows.stream().filter(it -> it.name().equals(packageName)).findFirst();
    }

    /** The packages that must not touch the world. */
    Set<String> pure() {
        return pure;
    }

    /** The packages that a row allows, of this project; its own is not among them. */
    Set<String> allowed(Row row) {
        Set<String> allowed = quoted(row.mayUse());
        for (Row other : rows("core", "main")) {
            boolean open = !other.openTo().equals(NOTHING);
            if (row.mayUse().contains(ALL_OF_CORE)
                    || row.mayUse().contains(WHAT_CORE_OPENS) && open) {
                allowed.add(other.name());
            }
        }
        if (row.mayUse().startsWith(TESTKIT)) {
            rows(TESTKIT, "main").forEach(it -> allowed.add(it.name()));
        }
        allowed.remove(row.name());
        return allowed;
    }

    private static Set<String> quoted(String text) {
        Set<String> names = new TreeSet<>();
        Matcher quoted = QUOTED.matcher(text);
        while (quoted.find()) {
            names.add("herd." + quoted.group(1));
        }
        return names;
    }
}
