package dev.signet.cli;

import dev.signet.cli.cluster.AgentJar;
import dev.signet.cli.cluster.Cluster;
import dev.signet.cli.cluster.ClusterSettings;
import dev.signet.cli.up.UpSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "cluster",
        description = {
            "Run a cluster for trying it out: the registry on a PostgreSQL of its own, and several Apache Kafka brokers,"
                    + " each in a process of its own with Signet's agent. Ctrl-C stops it.",
            "The brokers listen from --kafka-port upward, then their controllers: six ports for three brokers."
        })
final class ClusterCommand implements Callable<Integer> {
    private static final int MOST = 9;

    private final Session session;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    UpOptions options = new UpOptions();

    @Option(
            names = "--brokers",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many brokers, 1 to 9 (default: 3). A folder keeps the number that it began with.")
    int brokers;

    @Nullable
    @Option(
            names = "--agent",
            paramLabel = "JAR",
            description = "The agent to start the brokers with (default: the one that this checkout has built).")
    Path agent;

    ClusterCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (brokers < 1 || brokers > MOST) {
            throw new ParameterException(
                    spec.commandLine(), "--brokers: a cluster has 1 to " + MOST + " brokers, got " + brokers);
        }
        Run run = new Run(session.console());
        UpSettings common = options.settings();
        Cluster cluster =
                Cluster.prepare(new ClusterSettings(common, brokers, AgentJar.find(Optional.ofNullable(agent))));
        Logs.alsoTo(cluster.folder().resolve("signet.log"));
        run.stopAtTheEnd(cluster::close);
        cluster.start(this::mourn);
        session.console().warnIfOpen(common.host());
        run.ready(options.registry() + ", Apache Kafka " + new Build().kafka() + " on " + brokers
                + (brokers == 1 ? " broker" : " brokers") + " with Signet's agent (bootstrap servers "
                + cluster.bootstrapServers() + "), data in " + cluster.folder().path() + ". Ctrl-C stops it.");
        session.console()
                .line("Whether every broker checks: signet doctor --registry " + common.registry()
                        + " --bootstrap-server " + cluster.bootstrapServers());
        return run.untilStopped();
    }

    private void mourn(String died) {
        session.console().say(died + "\nThe others go on without it; the next start brings it back.");
    }
}
