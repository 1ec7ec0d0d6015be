package herd.testkit.conformance;

/** The shape of the answer to IAMAT: C25. */
final class IamatCases {

    private IamatCases() {}

    static void addTo(CaseList list) {
        list.add(
                "C25",
                "one space between the fields, however many were sent",
                it -> {
                    String id = it.fresh();
                    String line = "  IAMAT \t " + id + "   +1-1\013\f1520023934.5 \r";
                    Timed.iamat(it, it.talk(), line, id, "+1-1", "1520023934.5");
                });
        copied(list, "coordinates with zeros at both ends", "+034.0680-0118.4450", "1");
        copied(list, "coordinates without zeros", "+.5-2.", "1");
        copied(list, "negative zero", "-0.0-0", "1");
        copied(list, "a time with leading zeros", "+1-1", "0001520023934");
        copied(list, "a time with zeros at its end", "+1-1", "1520023934.500000000000");
        copied(list, "a time without a point", "+1-1", "1520023934");
        copied(list, "digits beyond nine", "+1-1", "1520023934.12345678987654321");
        list.add(
                "C25",
                "the same server name on all connections",
                it -> {
                    String one = it.talk().iamat(it.fresh(), "+1-1", "1").server();
                    Talk talk = it.talk();
                    At other = talk.iamat(it.fresh(), "+2-2", "2");
                    if (!one.equals(other.server())) {
                        throw talk.violation("the server " + one + " as before", other.line());
                    }
                });
        list.add(
                "C25",
                "the server's name is letters, digits, _ and -",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), "+1-1", "1");
                    if (!at.server().matches("[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}[A-Za-z0-9_])?")) {
                        throw talk.violation("a name of a server", at.line());
                    }
                });
    }

    private static void copied(CaseList list, String what, String coordinates, String time) {
        list.add(
                "C25",
                "copied byte for byte: " + what,
                it -> {
                    it.talk().iamat(it.fresh(), coordinates, time);
                });
    }
}
