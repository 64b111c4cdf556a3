package dev.signet.cli;

import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.gate.Gate;
import dev.signet.gate.GateReport;
import dev.signet.gate.GateResult;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "gate",
        description = "Check every .avsc file below a folder against the registry, as registration would judge it.")
final class GateCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    RegistryOption registry = new RegistryOption();

    @Mixin
    JsonOption json = new JsonOption();

    @Parameters(paramLabel = "DIR", description = "The folder.")
    Path folder = Path.of(".");

    @Option(
            names = "--subject",
            paramLabel = "TEMPLATE",
            defaultValue = "{record}",
            description = "How subjects are named after files: {record}, {path} and {file} are filled in"
                    + " (default: ${DEFAULT-VALUE}).")
    String template = "{record}";

    @Option(names = "--normalize", description = "Let the registry compare the normalised form.")
    boolean normalize;

    GateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (SchemaRegistry opened = session.registries().apply(registry.address)) {
            GateResult result = new Gate(opened, normalize ? Normalize.YES : Normalize.NO).check(folder, template);
            session.console().line((json.wanted ? GateReport.json(result) : GateReport.text(result)).stripTrailing());
            return result.exitCode();
        }
    }
}
