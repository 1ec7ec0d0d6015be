package herd.testkit;

import herd.protocol.Report;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be done with one server of a live herd.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class LiveServerHandle implements ServerHandle {

    private final LiveHerd herd;
    private final LiveServer server;

    LiveServerHandle(LiveHerd herd, LiveServer server) {
        this.herd = herd;
        this.server = server;
    }

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public boolean isRunning() {
        return server.isRunning();
    }

    @Override
    public void start() {
        herd.start(server);
        herd.happened(name() + " was started");
    }

    @Override
    public void stop() {
        server.stop();
        herd.happened(name() + " was stopped");
    }

    @Override
    public void kill() {
        server.kill();
        herd.happened(name() + " was killed");
    }

    @Override
    public void dieSilently() {
        server.dieSilently();
        herd.happened(name() + " has died silently");
    }

    @Override
    public Fault pause() {
        server.pause();
        herd.happened(name() + " is paused");
        return new OnceFault(
                () -> {
                    server.goOn();
                    herd.happened(name() + " goes on");
                });
    }

    @Override
    public void restart() {
        killIfItRuns();
        start();
        if (server.syncs()) {
            herd.awaitConverged();
        } else {
            herd.awaitLinks();
        }
    }

    @Override
    public Fault restartEmpty() {
        killIfItRuns();
        List<Fault> cuts = new ArrayList<>();
        herd.topology().neighbours(name()).forEach(it -> cuts.add(herd.link(name(), it).cut()));
        start();
        return new OnceFault(() -> cuts.forEach(Fault::close));
    }

    @Override
    public long records() {
        return Answered.of(server.awake().snapshot()).records();
    }

    @Override
    public Optional<String> find(String clientId) {
        byte[] id = clientId.getBytes(StandardCharsets.ISO_8859_1);
        return Answered.of(server.awake().find(id)).map(Report::toString);
    }

    @Override
    public String log() {
        return herd.log(server);
    }

    private void killIfItRuns() {
        if (isRunning()) {
            kill();
        }
    }
}
