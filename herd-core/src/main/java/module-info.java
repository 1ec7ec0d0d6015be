/**
 * A server of the herd as a library, without any dependency but the JDK.
 *
 * <p>What is exported to everybody is meant to be used on its own; the testkit may see more, since
 * it puts the same parts together in another way. The rest is hidden.
 */
// The testkit is a module that is compiled after this one: it is not there yet to be found.
@SuppressWarnings("module")
module herd.core {
    requires java.net.http;

    exports herd.client;
    exports herd.line;
    exports herd.net;
    exports herd.node;
    exports herd.places;
    exports herd.protocol;
    exports herd.engine to
            herd.testkit;
    exports herd.flood to
            herd.testkit;
    exports herd.link to
            herd.testkit;
    exports herd.places.offline to
            herd.testkit;
    exports herd.session to
            herd.testkit;
}
