package dev.signet.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signet.cli.doctor.Examination;
import dev.signet.cli.doctor.Finding;
import dev.signet.cli.doctor.Finding.Level;
import dev.signet.cli.doctor.KafkaCluster;
import dev.signet.cli.doctor.KafkaSilentException;
import dev.signet.cli.input.PropertiesFile;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SignetRegistry;
import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.rest.BrokerReply;
import dev.signet.schema.rest.ClusterReply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = "Look whether every broker checks what it should: compares the heartbeats that the registry has"
                + " received with each other and, with --bootstrap-server, with the nodes that Kafka names. Changes"
                + " nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is as it should be",
            "1:at least one thing is wrong",
            "2:wrong usage, or a file that cannot be read",
            "3:the registry or Kafka could not be asked",
            "70:a fault in signet itself"
        })
final class DoctorCommand extends RegistryCommand {
    @Nullable
    @Option(
            names = {"-b", "--bootstrap-server", "--bootstrap"},
            paramLabel = "HOST:PORT",
            description = "A broker to ask for the nodes of its cluster; without it, a node that never sent a heartbeat"
                    + " cannot be found.")
    String bootstrap;

    @Nullable
    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties for that, such as security.protocol.")
    Path config;

    DoctorCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode ask(SchemaRegistry opened) {
        return askSignet(this::examine);
    }

    private ExitCode examine(SignetRegistry signet) {
        Answer<List<ClusterReply>> known = signet.clusters();
        if (known instanceof Answer.Refused<?> refused && refused.refusal().code() == ErrorCode.NOT_FOUND) {
            session.console()
                    .say("signet: the registry at " + registry.address
                            + " knows nothing of brokers: it is not Signet's," + " or older than this command.");
            return ExitCode.UNREACHABLE;
        }
        return when(known, clusters -> examine(signet, clusters));
    }

    private ExitCode examine(SignetRegistry signet, List<ClusterReply> clusters) {
        List<Finding> findings = new ArrayList<>();
        tell(
                findings,
                new Finding(
                        Level.FINE,
                        "registry",
                        "The registry at " + registry.address + " answers (Signet "
                                + signet.release().asOptional().orElse("of an unknown release") + ").",
                        ""));
        Optional<KafkaCluster> kafka = Optional.ofNullable(bootstrap).map(this::cluster);
        List<String> ids = kafka.map(cluster -> List.of(cluster.id()))
                .orElseGet(() -> clusters.stream()
                        .map(cluster -> String.valueOf(cluster.clusterId()))
                        .toList());
        for (String id : ids) {
            Answer<List<BrokerReply>> brokers = signet.brokers(id);
            if (brokers instanceof Answer.Refused<List<BrokerReply>> refused) {
                session.console().refused(refused.refusal());
                return ExitCode.UNREACHABLE;
            }
            Examination.of(id, kafka, brokers.asOptional().orElse(List.of())).forEach(each -> tell(findings, each));
        }
        if (ids.isEmpty()) {
            tell(findings, nobody());
        }
        return end(findings);
    }

    private static Finding nobody() {
        return new Finding(
                Level.WRONG,
                "heartbeat",
                "No broker has sent a heartbeat within the last day: none runs Signet's agent, or none can reach the"
                        + " registry.",
                "Start the brokers with Signet's agent, or name a broker with --bootstrap-server to see which nodes there"
                        + " are.");
    }

    private KafkaCluster cluster(String servers) {
        Map<String, Object> settings = new HashMap<>();
        if (config != null) {
            settings.putAll(PropertiesFile.read(config));
        }
        settings.put("bootstrap.servers", servers);
        settings.put("client.id", "signet-cli");
        settings.put("request.timeout.ms", 5_000);
        settings.put("default.api.timeout.ms", 10_000);
        try (Admin admin = Admin.create(settings)) {
            return KafkaCluster.describedBy(admin);
        } catch (KafkaSilentException silent) {
            throw new Unreachable("Kafka at " + servers + " does not answer: " + silent.getMessage(), silent);
        } catch (KafkaException refused) {
            throw new Unreachable("Kafka at " + servers + " cannot be asked: " + reason(refused), refused);
        }
    }

    /** Kafka's clients wrap what they say about a wrong setting. */
    private static String reason(KafkaException refused) {
        Throwable told = refused.getCause() == null ? refused : refused.getCause();
        return String.valueOf(told.getMessage());
    }

    private void tell(List<Finding> findings, Finding finding) {
        findings.add(finding);
        String level = finding.level().name().toLowerCase(Locale.ROOT);
        if (json.wanted) {
            session.console()
                    .json(JsonNodeFactory.instance
                            .objectNode()
                            .put("level", level)
                            .put("check", finding.check())
                            .put("text", finding.text())
                            .put("advice", finding.advice()));
            return;
        }
        session.console().line("%-5s  %s".formatted(level, finding.text()));
        if (!finding.advice().isEmpty()) {
            session.console().line("       " + finding.advice());
        }
    }

    private ExitCode end(List<Finding> findings) {
        long wrong = findings.stream()
                .filter(finding -> finding.level() == Level.WRONG)
                .count();
        if (wrong == 0) {
            session.console().say("Nothing is wrong.");
            return ExitCode.OK;
        }
        session.console().say(wrong == 1 ? "1 thing is wrong." : wrong + " things are wrong.");
        return ExitCode.REFUSED;
    }
}
