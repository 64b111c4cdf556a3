package dev.signet.broker.agent;

import dev.signet.broker.report.Node;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The node of Apache Kafka that runs in this process, as its own beans in JMX name it. They are there soon after the
 * broker's {@code main} has begun, on brokers and on controllers. Safe for use by many threads.
 */
final class RunningNode implements Supplier<Optional<Node>> {

    private static final String CLUSTER = "kafka.server:type=*,name=ClusterId";
    private static final String BROKER = "kafka.server:type=KafkaServer,name=BrokerState";
    private static final String CONTROLLER = "kafka.controller:type=KafkaController,name=ActiveControllerCount";
    private static final String RELEASE = "kafka.server:type=app-info,id=*";

    private volatile @Nullable Node found;

    /** The node; empty for as long as it has not begun to start. */
    @Override
    public Optional<Node> get() {
        Optional<Node> known = Optional.ofNullable(found);
        if (known.isPresent()) {
            return known;
        }
        Optional<Node> node = find();
        node.ifPresent(running -> found = running);
        return node;
    }

    private static Optional<Node> find() {
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            Optional<ObjectName> release = first(beans, RELEASE);
            Optional<ObjectName> cluster = first(beans, CLUSTER);
            if (release.isEmpty() || cluster.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Node(
                    String.valueOf(beans.getAttribute(cluster.get(), "Value")),
                    Integer.parseInt(release.get().getKeyProperty("id")),
                    roles(beans),
                    String.valueOf(beans.getAttribute(release.get(), "Version")),
                    address(),
                    Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime())));
        } catch (JMException | NumberFormatException notYet) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectName> first(MBeanServer beans, String pattern) throws JMException {
        return beans.queryNames(new ObjectName(pattern), null).stream().findFirst();
    }

    private static List<String> roles(MBeanServer beans) throws JMException {
        List<String> roles = new ArrayList<>();
        if (beans.isRegistered(new ObjectName(BROKER))) {
            roles.add("broker");
        }
        if (beans.isRegistered(new ObjectName(CONTROLLER))) {
            roles.add("controller");
        }
        return roles;
    }

    private static Optional<String> address() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException nameless) {
            return Optional.empty();
        }
    }
}
