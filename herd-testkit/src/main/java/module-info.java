/** Herds to test against: live ones on real sockets, and simulated ones in virtual time. */
module herd.testkit {
    requires transitive herd.core;
    requires jdk.management;
    requires static transitive org.junit.jupiter.api;

    exports herd.testkit;
    exports herd.testkit.client;
    exports herd.testkit.conformance;
    exports herd.testkit.junit;
    exports herd.testkit.places;
}
