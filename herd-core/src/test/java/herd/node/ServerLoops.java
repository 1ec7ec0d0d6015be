package herd.node;

import herd.engine.EngineSettings;
import herd.journal.Journal;
import herd.journal.JournalSettings;
import herd.link.HerdSettings;
import herd.link.LinkSettings;
import herd.link.Secrets;
import herd.link.VersionRange;
import herd.net.EventLoop;
import herd.places.LookUpLimits;
import herd.places.PlacesService;
import herd.session.SessionLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Servers without neighbours, put together for tests of what happens on their loop. */
final class ServerLoops {

    private ServerLoops() {}

    static ServerLoop alone(EventLoop loop, Journal journal, PlacesService places) {
        return new ServerLoop(
                loop,
                journal,
                engine(),
                new Dialler(List.of(), ServerStart.linkConnections(), Runnable::run),
                new PlacesGate(places));
    }

    /** A log of events, without messages. */
    static Journal journal(Path file) throws IOException {
        return Journal.open(file, new JournalSettings(1 << 20, 1, false, trouble -> {}));
    }

    static Secrets secrets() {
        return Secrets.of(new byte[32]);
    }

    private static EngineSettings engine() {
        HerdSettings herd = new HerdSettings(Duration.ofHours(1), 1_000, true, 1_000);
        LinkSettings link =
                new LinkSettings("Alone", List.of(), 1, secrets(), VersionRange.SPOKEN, herd);
        return new EngineSettings(
                link,
                new SessionLimits(1_000, 10_000, 10, Duration.ofHours(1).toNanos()),
                LookUpLimits.DEFAULT,
                Duration.ofSeconds(1).toNanos(),
                1 << 20);
    }
}
