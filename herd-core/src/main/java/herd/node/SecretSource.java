package herd.node;

import java.nio.file.Path;
import java.util.Optional;

/** Where the herd's secret comes from: what was given or drawn, or else a file. */
final class SecretSource {

    private final Optional<PeerSecret> known;
    private final Optional<SecretFile> file;
    private final boolean mayCreate;

    private SecretSource(Optional<PeerSecret> known, Optional<SecretFile> file, boolean mayCreate) {
        this.known = known;
        this.file = file;
        this.mayCreate = mayCreate;
    }

    static SecretSource of(
            Settings settings, HerdShape shape, Optional<PeerSecret> given, Optional<Path> home)
            throws ConfigException {
        Setting setting = settings.take(ConfigKey.PEER_SECRET_FILE);
        if (given.isPresent()) {
            settings.hold(new Setting(setting.key(), "(hidden)", "the program"));
            return new SecretSource(given, Optional.empty(), false);
        }
        if (!setting.value().isEmpty()) {
            SecretFile file = new SecretFile(Behaviour.path(setting), setting);
            return new SecretSource(Optional.empty(), Optional.of(file), false);
        }
        for (ServerConfig server : shape.byName().values()) {
            if (!server.neighbours().isEmpty() && !server.peer().isLoopback()) {
                throw missing(server);
            }
        }
        if (shape.links().isEmpty() || home.isEmpty()) {
            settings.hold(new Setting(setting.key(), "(drawn at start)", Setting.DEFAULT));
            return new SecretSource(Optional.of(PeerSecret.drawn()), Optional.empty(), false);
        }
        if (!home.get().isAbsolute()) {
            throw new ConfigException(
                    setting.key(),
                    "peer.secret-file is not set, and the user has no home directory to keep one"
                            + " in; set it to a file that all servers share");
        }
        Path path = home.get().resolve(".herd").resolve("peer-secret");
        Setting made = new Setting(setting.key(), path.toString(), Setting.DEFAULT);
        settings.hold(made);
        return new SecretSource(Optional.empty(), Optional.of(new SecretFile(path, made)), true);
    }

    /** Reads the secret, and makes it first where that is agreed. */
    PeerSecret secret() throws ConfigException {
        if (known.isPresent()) {
            return known.get();
        }
        SecretFile from = file.orElseThrow();
        return mayCreate ? from.readOrCreate() : from.read();
    }

    /** Reads the secret if it is there, to see whether it can be used; makes nothing. */
    void check() throws ConfigException {
        if (file.isPresent() && !(mayCreate && file.get().isMissing())) {
            file.get().read();
        }
    }

    private static ConfigException missing(ServerConfig server) {
        return new ConfigException(
                ConfigKey.PEER_SECRET_FILE.text(),
                "peer.secret-file is not set, and "
                        + server.name()
                        + ConfigKey.PEER.text()
                        + " = "
                        + server.peer()
                        + " is not loopback; write a secret of "
                        + PeerSecret.MIN_BYTES
                        + " bytes or more into a file on every machine, and set it to that");
    }
}
