package dev.signet.cli;

import dev.signet.client.SchemaRegistry;
import dev.signet.schema.rest.RefusedRecordJson;
import dev.signet.schema.rest.RestJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "refusals",
        description = "List the records that brokers refused last, the newest first: those of a day, at most 100 a"
                + " topic.")
final class RefusalsCommand extends RegistryCommand {
    private static final int MOST = 1_000;

    @Nullable
    @Option(names = "--topic", paramLabel = "T", description = "Only those of that topic.")
    String topic;

    @Nullable
    @Option(names = "--cluster", paramLabel = "C", description = "Only those of the Kafka cluster of that id.")
    String cluster;

    @Option(names = "--limit", paramLabel = "N", description = "List at most N (default: ${DEFAULT-VALUE}).")
    int limit = 100;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    RefusalsCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode ask(SchemaRegistry opened) {
        if (limit < 1 || limit > MOST) {
            throw new ParameterException(spec.commandLine(), "--limit is 1 to " + MOST + ", got " + limit);
        }
        return askSignet(signet ->
                when(signet.refusals(Optional.ofNullable(cluster), Optional.ofNullable(topic), limit), this::print));
    }

    private ExitCode print(List<RefusedRecordJson> refusals) {
        for (RefusedRecordJson refusal : refusals) {
            if (json.wanted) {
                session.console().line(new String(RestJson.bytes(refusal), StandardCharsets.UTF_8));
            } else {
                print(refusal);
            }
        }
        if (refusals.isEmpty() && !json.wanted) {
            session.console()
                    .say("No broker has told of a refused record within the last day"
                            + (topic == null ? "." : " that was sent to " + topic + "."));
        }
        return ExitCode.OK;
    }

    private void print(RefusedRecordJson refusal) {
        List<String> parts = new ArrayList<>();
        parts.add(refusal.at() + " " + refusal.topic() + "-" + refusal.partition());
        parts.add("client " + (refusal.clientId() == null ? "unknown" : "'" + oneLine(refusal.clientId()) + "'"));
        if (refusal.side() != null) {
            parts.add(refusal.side());
        }
        parts.add(refusal.schemaId() == null ? "no schema id" : "schema id " + refusal.schemaId());
        String outcome = refusal.cause() + (refusal.monitored() ? " (accepted, the topic is only watched)" : "");
        session.console().line(String.join(", ", parts) + ": " + outcome);
        if (refusal.reason() != null) {
            session.console().line("  " + oneLine(refusal.reason()));
        }
    }

    /** What clients have sent does not write lines of its own, nor steer a terminal. */
    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
    }
}
