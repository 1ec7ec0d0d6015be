package herd.node;

import herd.protocol.ServerName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which servers there are, who is linked to whom, and where they listen. */
final class HerdShape {

    private static final int MAX_SERVERS = 1024;

    private final Settings settings;
    private final List<String> servers;
    private final List<HerdLink> links;
    private final Map<String, ServerConfig> byName = new LinkedHashMap<>();

    private HerdShape(Settings settings) throws ConfigException {
        this.settings = settings;
        this.servers = readServers(settings.take(ConfigKey.SERVERS));
        UnknownKey.refuse(settings.given(), servers);
        this.links = readLinks(linksSetting());
    }

    static HerdShape of(Settings settings) throws ConfigException {
        HerdShape shape = new HerdShape(settings);
        shape.readServerConfigs();
        shape.tellIfInParts();
        return shape;
    }

    List<String> servers() {
        return servers;
    }

    List<HerdLink> links() {
        return links;
    }

    Map<String, ServerConfig> byName() {
        return byName;
    }

    private static List<String> readServers(Setting setting) throws ConfigException {
        List<String> servers = Values.list(setting.value());
        if (servers.isEmpty() || servers.size() > MAX_SERVERS) {
            throw setting.bad("name from 1 to " + MAX_SERVERS + " servers");
        }
        TreeSet<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER); // as files may be
        for (String server : servers) {
            if (!ServerName.isValid(server)) {
                throw setting.bad(
                        Setting.quoted(server)
                                + " cannot name a server; use letters, digits, _, and - inside");
            }
            if (!seen.add(server)) {
                throw setting.bad("two servers are called " + server + "; rename one");
            }
        }
        return servers;
    }

    private Setting linksSetting() throws ConfigException {
        Setting setting = settings.take(ConfigKey.LINKS);
        if (!setting.isDefault()) {
            return setting;
        }
        if (servers.size() > 1 && !BuiltInHerd.hasAll(servers)) {
            throw new ConfigException(
                    setting.key(),
                    "links is not set, and the servers are not the built-in ones; set it to a list"
                            + " like A-B, B-C, or to nothing");
        }
        Setting among =
                new Setting(setting.key(), BuiltInHerd.linksAmong(servers), Setting.DEFAULT);
        settings.hold(among);
        return among;
    }

    private List<HerdLink> readLinks(Setting setting) throws ConfigException {
        List<HerdLink> read = new ArrayList<>();
        for (String text : Values.list(setting.value())) {
            HerdLink link = HerdLink.of(text, servers, setting);
            for (HerdLink other : read) {
                if (link.joinsSameAs(other)) {
                    throw setting.bad(link + " is there twice; leave one out");
                }
            }
            read.add(link);
        }
        for (String server : servers) {
            int ends = 0;
            for (HerdLink link : read) {
                ends += link.touches(server) ? 1 : 0;
            }
            if (ends > ServerConfig.MAX_NEIGHBOURS) {
                throw setting.bad(
                        server + " has more than " + ServerConfig.MAX_NEIGHBOURS + " links");
            }
        }
        return read;
    }

    private void readServerConfigs() throws ConfigException {
        Addresses addresses = Addresses.of(servers, settings);
        for (String server : servers) {
            List<ServerConfig.Neighbour> neighbours = new ArrayList<>();
            for (HerdLink link : links) {
                if (link.touches(server)) {
                    neighbours.add(addresses.neighbour(link.acrossFrom(server)));
                }
            }
            byName.put(server, addresses.serverConfig(server, neighbours));
        }
    }

    private void tellIfInParts() {
        TreeSet<String> reached = new TreeSet<>();
        reached.add(servers.get(0));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (HerdLink link : links) {
                if (reached.contains(link.one()) != reached.contains(link.other())) {
                    reached.add(link.one());
                    reached.add(link.other());
                    grew = true;
                }
            }
        }
        if (reached.size() < servers.size()) {
            List<String> others = new ArrayList<>(servers);
            others.removeAll(reached);
            settings.tell("no links lead from " + reached + " to " + others);
        }
    }
}
