package herd.node;

import herd.node.ServerConfig.Address;
import herd.node.ServerConfig.Neighbour;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where all servers listen, no two of them at the same place. */
final class Addresses {

    private static final String OFF = "off";
    private static final ConfigKey[] LISTENERS = {ConfigKey.CLIENT, ConfigKey.PEER, ConfigKey.HTTP};

    private final Map<String, Address> byKey = new LinkedHashMap<>();
    private final Map<String, Address> byPlace = new LinkedHashMap<>();

    private Addresses() {}

    static Addresses of(List<String> servers, Settings settings) throws ConfigException {
        Addresses addresses = new Addresses();
        for (String server : servers) {
            for (ConfigKey which : LISTENERS) {
                Setting setting = setting(server, which, settings);
                if (which != ConfigKey.HTTP || !setting.value().equals(OFF)) {
                    addresses.add(server, new Address(HostPort.of(setting), setting));
                }
            }
        }
        return addresses;
    }

    /** A server as its neighbours see it. */
    Neighbour neighbour(String server) throws ConfigException {
        Address address = byKey.get(server + ConfigKey.PEER.text());
        if (address.hostPort().port() == 0) {
            throw address.setting().bad("neighbours could not find it; give a port");
        }
        return new Neighbour(server, address.hostPort());
    }

    /** A server as it sees itself. */
    ServerConfig serverConfig(String server, List<Neighbour> neighbours) {
        return new ServerConfig(
                server,
                byKey.get(server + ConfigKey.CLIENT.text()),
                byKey.get(server + ConfigKey.PEER.text()),
                Optional.ofNullable(byKey.get(server + ConfigKey.HTTP.text())),
                neighbours);
    }

    private static Setting setting(String server, ConfigKey which, Settings settings)
            throws ConfigException {
        String key = server + which.text();
        String usual = BuiltInHerd.address(server, which);
        Setting setting =
                settings.take(key, usual.isEmpty() && which == ConfigKey.HTTP ? OFF : usual);
        if (setting.isDefault() && setting.value().isEmpty()) {
            throw new ConfigException(
                    key, key + " is not set; set it to host:port, such as 127.0.0.1:9000");
        }
        return setting;
    }

    private void add(String server, Address address) throws ConfigException {
        for (ConfigKey which : LISTENERS) {
            Address own = byKey.get(server + which.text());
            if (own != null && own.hostPort().clashesWith(address.hostPort())) {
                throw taken(address, own);
            }
        }
        byKey.put(address.setting().key(), address);
        // Any number of servers may listen on 0.0.0.0:8000, each on a machine of its own.
        if (address.hostPort().port() != 0 && !address.hostPort().isWildcard()) {
            String place = address.hostPort().toString().toLowerCase(Locale.ROOT);
            Address other = byPlace.putIfAbsent(place, address);
            if (other != null) {
                throw taken(address, other);
            }
        }
    }

    private static ConfigException taken(Address address, Address other) {
        return address.setting()
                .bad(
                        other.setting().key()
                                + " = "
                                + other.hostPort()
                                + " takes that port; change one of them");
    }
}
