package dev.signet.broker.embedded;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Apache Kafka's settings for a node that is alone. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "[::]");

    /** Nobody else could hold a copy. */
    private static final Map<String, String> ALONE = Map.ofEntries(
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            // made when the first group or transaction comes, which would wait for fifty
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.num.partitions", "4"),
            // after a kill the new broker waits until the controller has given up the old one; Kafka's nine seconds are
            // for networks
            Map.entry("broker.session.timeout.ms", "2000"),
            Map.entry("broker.heartbeat.interval.ms", "400"),
            Map.entry("group.initial.rebalance.delay.ms", "0"));

    private BrokerSettings() {}

    static Map<String, String> of(EmbeddedLogConfig config, Path data, int controllerPort) {
        Map<String, String> settings = new HashMap<>(ALONE);
        settings.putAll(config.settings());
        String controller = "127.0.0.1:" + controllerPort;
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
        settings.putAll(listeners(config.host(), config.port(), controller));
        settings.put("log.dirs", data.toString());
        return settings;
    }

    /**
     * Where a node listens that is broker and controller.
     *
     * @param host the address for clients, who are told it too; for a wildcard they are told this machine's name
     * @param controller address and port for controllers
     */
    static Map<String, String> listeners(String host, int port, String controller) {
        return Map.of(
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "listeners",
                "PLAINTEXT://" + address(host, port) + "," + CONTROLLER_LISTENER + "://" + controller,
                "advertised.listeners",
                "PLAINTEXT://" + address(advertised(host), port),
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT");
    }

    static boolean isWildcard(String host) {
        return WILDCARDS.contains(host);
    }

    static String address(String host, int port) {
        boolean bareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
        return (bareIpv6 ? "[" + host + "]" : host) + ":" + port;
    }

    private static String advertised(String host) {
        if (!isWildcard(host)) {
            return host;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
