package herd.node;

import java.util.ArrayList;
import java.util.List;

/** Finds keys that mean nothing, and guesses which was meant. */
final class UnknownKey {

    private static final int MAX_EDITS = 3;

    private UnknownKey() {}

    /** Refuses the first setting that no server and no part of one would look at. */
    static void refuse(Iterable<Setting> settings, List<String> servers) throws ConfigException {
        for (Setting setting : settings) {
            if (!isKnown(setting.key(), servers)) {
                String server = serverIn(setting.key());
                throw setting.bad(
                        server.isEmpty()
                                ? "there is no such key" + guess(setting.key(), servers)
                                : "there is no server " + server + "; servers are " + servers);
            }
        }
    }

    private static boolean isKnown(String key, List<String> servers) {
        for (ConfigKey each : ConfigKey.values()) {
            if (!each.isPerServer() && key.equals(each.text())) {
                return true;
            }
        }
        return servers.contains(serverIn(key));
    }

    /** The name in a key like {@code Hill.client}, or the empty string. */
    private static String serverIn(String key) {
        for (ConfigKey each : ConfigKey.values()) {
            if (each.isPerServer() && key.endsWith(each.text())) {
                return key.substring(0, key.length() - each.text().length());
            }
        }
        return "";
    }

    private static String guess(String key, List<String> servers) {
        List<String> known = new ArrayList<>();
        for (ConfigKey each : ConfigKey.values()) {
            if (!each.isPerServer()) {
                known.add(each.text());
                continue;
            }
            for (String server : servers) {
                known.add(server + each.text());
            }
        }
        String best = "";
        int bestEdits = MAX_EDITS + 1;
        for (String each : known) {
            int edits = edits(key, each);
            if (edits < bestEdits) {
                best = each;
                bestEdits = edits;
            }
        }
        return best.isEmpty() ? "; keys are listed by --help" : "; perhaps " + best + " is meant";
    }

    /** How many letters must be put in, left out or changed to make one of the other. */
    private static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
