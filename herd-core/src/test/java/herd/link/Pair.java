package herd.link;

import static herd.link.World.SECOND;

/** One server that dials and one that does not, and how their settings are made to differ. */
final class Pair {

    final World world;
    final TestServer dialler;
    final TestServer acceptor;

    Pair(World world, LinkSettings dialler, LinkSettings acceptor) {
        this.world = world;
        this.dialler = TestServer.of(world, dialler);
        this.acceptor = TestServer.of(world, acceptor);
    }

    /** One dial, to whatever end it comes. */
    void meet() {
        dialler.links.start(world.now());
        world.runFor(world.latencyNanos);
        acceptor.off = true;
        acceptor.unheard = true;
        world.runFor(6 * SECOND / 10);
        if (!dialler.isUp()) {
            world.runFor(6 * SECOND);
        }
    }

    static LinkSettings with(LinkSettings it, Secrets secrets) {
        return new LinkSettings(
                it.name(), it.neighbours(), it.incarnation(), secrets, it.versions(), it.herd());
    }

    static LinkSettings with(LinkSettings it, VersionRange versions) {
        return new LinkSettings(
                it.name(), it.neighbours(), it.incarnation(), it.secrets(), versions, it.herd());
    }

    static LinkSettings with(LinkSettings it, HerdSettings herd) {
        return new LinkSettings(
                it.name(), it.neighbours(), it.incarnation(), it.secrets(), it.versions(), herd);
    }
}
