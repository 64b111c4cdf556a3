package dev.signet.gate;

import dev.signet.client.ClientSettings;
import dev.signet.client.HttpSchemaRegistry;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.Normalize;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The gate as a command: its own program in CI, and {@code signet gate}. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description = "Check every .avsc file below a folder against the registry, as registration would judge it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every schema may be registered",
            "1:at least one would be refused",
            "2:wrong usage, or a file that cannot be read or is no schema",
            "3:the registry could not be asked, so nothing is known"
        })
public final class GateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder.")
    private Path folder = Path.of(".");

    @Option(
            names = {"-r", "--registry"},
            paramLabel = "URL",
            defaultValue = "${env:SIGNET_REGISTRY_URL:-http://127.0.0.1:8081}",
            description = "Address of the registry (default: SIGNET_REGISTRY_URL, else http://127.0.0.1:8081).")
    private URI registry = URI.create("http://127.0.0.1:8081");

    @Option(
            names = "--subject",
            paramLabel = "TEMPLATE",
            defaultValue = "{record}",
            description = "How subjects are named after files: {record}, {path} and {file} are filled in"
                    + " (default: ${DEFAULT-VALUE}).")
    private String template = "{record}";

    @Option(names = "--normalize", description = "Let the registry compare the normalised form.")
    private boolean normalize;

    @Option(names = "--json", description = "Report as JSON.")
    private boolean json;

    /** The program: exits with the code of the result. */
    public static void main(String[] arguments) {
        // The gate logs nothing; without this the absence of a logging library would be announced on every run.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(new CommandLine(new GateCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        GateResult result = result();
        spec.commandLine().getOut().print(json ? GateReport.json(result) : GateReport.text(result));
        spec.commandLine().getOut().flush();
        return result.exitCode();
    }

    private GateResult result() {
        ClientSettings settings;
        try {
            settings = ClientSettings.of(registry);
        } catch (IllegalArgumentException badAddress) {
            return new GateResult.Unreadable("--registry " + registry + ": " + badAddress.getMessage());
        }
        try (SchemaRegistry opened = new HttpSchemaRegistry(settings)) {
            return new Gate(opened, normalize ? Normalize.YES : Normalize.NO).check(folder, template);
        }
    }
}
