package herd.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of one configuration while it is put together: what was given, what therefore holds,
 * and what whoever starts a server should be told.
 */
final class Settings {

    private final Map<String, Setting> given;
    private final Map<String, Setting> holding = new LinkedHashMap<>();
    private final List<String> notices = new ArrayList<>();

    Settings(Map<String, Setting> given) {
        this.given = given;
    }

    /** All that were given. */
    Iterable<Setting> given() {
        return given.values();
    }

    /** What was given for a key, or else its default. */
    Setting take(ConfigKey key) {
        return take(key.text(), key.defaultValue());
    }

    /** What was given for a key, or else this default. */
    Setting take(String key, String defaultValue) {
        Setting setting = given.get(key);
        if (setting == null) {
            setting = new Setting(key, defaultValue, Setting.DEFAULT);
        }
        hold(setting);
        return setting;
    }

    /** Lets this one hold, in place of what was taken before. */
    void hold(Setting setting) {
        holding.put(setting.key(), setting);
    }

    /** All that hold, in the order of their first mention. */
    List<Setting> holding() {
        return new ArrayList<>(holding.values());
    }

    void tell(String notice) {
        notices.add(notice);
    }

    List<String> notices() {
        return notices;
    }
}
