package herd.node;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How every server of the herd behaves. */
record Behaviour(LogConfig log, PlacesConfig places, boolean sync, Limits limits) {

    private static final int MAX_COUNT = 1_000_000_000;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Duration LONGEST_LOOK_UP = Duration.ofMinutes(10);

    /** A log file must have room for one entry of the longest kind. */
    private static final long MIN_LOG_BYTES = 64 << 10;

    private static final long MAX_LOG_BYTES = 1L << 40;
    private static final int MAX_LOG_FILES = 1000;

    static Behaviour of(Settings settings, Optional<Setting> placesKey) throws ConfigException {
        return new Behaviour(
                log(settings), places(settings, placesKey), sync(settings), limits(settings));
    }

    /** Reads a path that has to be there. */
    static Path path(Setting setting) throws ConfigException {
        try {
            if (!setting.value().isEmpty()) {
                return Path.of(setting.value());
            }
        } catch (InvalidPathException e) {
            throw setting.bad("not a path: " + e.getReason(), e);
        }
        throw setting.bad("give a path");
    }

    private static LogConfig log(Settings settings) throws ConfigException {
        return new LogConfig(
                path(settings.take(ConfigKey.LOG_DIR)),
                Sizes.bytes(settings.take(ConfigKey.LOG_MAX_BYTES), MIN_LOG_BYTES, MAX_LOG_BYTES),
                Values.number(settings.take(ConfigKey.LOG_KEEP), 0, MAX_LOG_FILES),
                Values.flag(settings.take(ConfigKey.LOG_MESSAGES)));
    }

    private static PlacesConfig places(Settings settings, Optional<Setting> placesKey)
            throws ConfigException {
        PlacesChoice choice = PlacesChoice.of(settings, placesKey);
        return new PlacesConfig(
                choice.source(),
                choice.url(),
                choice.key(),
                Durations.duration(
                        settings.take(ConfigKey.PLACES_TIMEOUT), SHORTEST, LONGEST_LOOK_UP),
                Values.number(settings.take(ConfigKey.PLACES_MAX_IN_FLIGHT), 1, 10_000),
                Values.number(settings.take(ConfigKey.PLACES_PER_MINUTE), 0, MAX_COUNT));
    }

    private static boolean sync(Settings settings) throws ConfigException {
        return Values.flag(settings.take(ConfigKey.SYNC));
    }

    private static Limits limits(Settings settings) throws ConfigException {
        return new Limits(
                (int) Sizes.bytes(settings.take(ConfigKey.MAX_LINE_BYTES), 1 << 10, 8 << 20),
                Values.number(settings.take(ConfigKey.MAX_CLIENTS), 1, MAX_COUNT),
                Sizes.bytes(settings.take(ConfigKey.MAX_RECORD_BYTES), 0, 1L << 50),
                Values.number(settings.take(ConfigKey.MAX_CONNECTIONS), 0, MAX_COUNT),
                Values.number(settings.take(ConfigKey.MAX_CONNECTIONS_PER_ADDRESS), 0, MAX_COUNT),
                Durations.duration(settings.take(ConfigKey.IDLE_TIMEOUT), SHORTEST, LONGEST),
                Durations.duration(settings.take(ConfigKey.MAX_FUTURE), SHORTEST, LONGEST));
    }
}
