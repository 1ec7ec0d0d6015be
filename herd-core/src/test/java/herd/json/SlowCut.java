package herd.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts results by recursive descent over a String, with regular expressions: slow and short. */
final class SlowCut {

    private static final Pattern BLANK = Pattern.compile("[ \\t\\r\\n]*");
    private static final Pattern STRING =
            Pattern.compile("\"([^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4})*\"");
    private static final Pattern PLAIN =
            Pattern.compile("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final String text;
    private final List<List<int[]>> results = new ArrayList<>();
    private int at;

    SlowCut(String text) {
        this.text = text;
    }

    Optional<String> upTo(int bound) {
        try {
            value(0);
            blank();
            if (at < text.length()) {
                return Optional.empty();
            }
        } catch (Broken e) {
            return Optional.empty();
        }
        StringBuilder cut = new StringBuilder(text);
        for (int i = results.size() - 1; i >= 0; i--) {
            List<int[]> elements = results.get(i);
            int count = elements.size() - 1;
            if (count > bound) {
                cut.delete(elements.get(bound)[1], elements.get(count)[1]);
            }
        }
        return Optional.of(
                cut.toString()
                        .replaceAll("\n\n+", "\n")
                        .replaceAll("^\n+", "")
                        .replaceAll("\n+\\z", ""));
    }

    /** Reads a value; of an array, says where its elements are, behind where it begins. */
    private List<int[]> value(int depth) {
        blank();
        List<int[]> elements = new ArrayList<>();
        if (comes("{")) {
            object(depth);
        } else if (comes("[")) {
            elements.add(new int[] {at, at});
            if (!comesAfterBlank("]")) {
                do {
                    value(depth + 1);
                    elements.add(new int[] {at, at});
                } while (comesAfterBlank(","));
                must("]");
            }
            return elements;
        } else if (matched(STRING) == null && matched(PLAIN) == null) {
            throw new Broken();
        }
        return List.of();
    }

    private void object(int depth) {
        if (comesAfterBlank("}")) {
            return;
        }
        do {
            blank();
            String key = matched(STRING);
            if (key == null) {
                throw new Broken();
            }
            must(":");
            List<int[]> elements = value(depth + 1);
            boolean isResults =
                    key.replace("\\u0072", "r").replace("\\u0073", "s").equals("\"results\"");
            if (depth == 0 && isResults && !elements.isEmpty()) {
                results.add(elements);
            }
        } while (comesAfterBlank(","));
        must("}");
    }

    private void blank() {
        matched(BLANK);
    }

    private boolean comes(String what) {
        boolean comes = text.startsWith(what, at);
        at += comes ? what.length() : 0;
        return comes;
    }

    private boolean comesAfterBlank(String what) {
        int before = at;
        blank();
        if (comes(what)) {
            return true;
        }
        at = before;
        return false;
    }

    private void must(String what) {
        if (!comesAfterBlank(what)) {
            throw new Broken();
        }
    }

    private String matched(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher.group();
    }
}
