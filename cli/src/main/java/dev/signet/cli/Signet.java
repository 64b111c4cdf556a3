package dev.signet.cli;

import dev.signet.cli.data.CannotStart;
import dev.signet.cli.input.UnreadableInput;
import dev.signet.client.RegistryUnavailableException;
import dev.signet.gate.GateCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code signet} command. */
@Command(
        name = "signet",
        description =
                "Signet keeps the schemas of Apache Kafka topics and lets no record into the log that breaks them.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Build.class)
public final class Signet {
    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Say more about what goes on, on standard error.")
    void verbose(boolean wanted) {
        if (wanted) {
            Logs.sayMore();
        }
    }

    private Signet() {}

    public static void main(String[] arguments) {
        // Java cannot say whether standard error is a terminal; the script can.
        Console console = new Console(
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, false, StandardCharsets.UTF_8),
                Boolean.getBoolean("signet.terminal"));
        System.exit(commandLine(new Session(console, Registries::over, Registries::ownOver))
                .execute(arguments));
    }

    static CommandLine commandLine(Session session) {
        CommandLine line = new CommandLine(new Signet())
                .addSubcommand(new UpCommand(session))
                .addSubcommand(new ClusterCommand(session))
                .addSubcommand(new ServerCommand(session))
                .addSubcommand(new RegisterCommand(session))
                .addSubcommand(new CheckCommand(session))
                .addSubcommand(new ApplyCommand(session))
                .addSubcommand(new DiffCommand(session))
                .addSubcommand(new ImpactCommand(session))
                .addSubcommand(new SubjectsCommand(session))
                .addSubcommand(new VersionsCommand(session))
                .addSubcommand(new SchemaCommand(session))
                .addSubcommand(new SearchCommand(session))
                .addSubcommand(new UndeleteCommand(session))
                .addSubcommand(new ImportCommand(session))
                .addSubcommand(new ExportCommand(session))
                .addSubcommand(new IdsCommand(session))
                .addSubcommand(new ProduceCommand(session))
                .addSubcommand(new ConsumeCommand(session))
                .addSubcommand(new ReplayCommand(session))
                .addSubcommand(new RefusalsCommand(session))
                .addSubcommand(new DoctorCommand(session))
                .addSubcommand(new GateCommand())
                .addSubcommand(new HelpCommand())
                .addSubcommand(new AutoComplete.GenerateCompletion());
        line.setOut(session.console().out());
        line.setErr(session.console().err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((fault, failed, parsed) -> explain(fault, session.console()));
        line.setParameterExceptionHandler((fault, given) -> explainUsage(fault));
        line.getSubcommands().values().forEach(Signet::describe);
        describe(line);
        return line;
    }

    private static void describe(CommandLine line) {
        line.setUsageHelpAutoWidth(true);
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            codes.put(Integer.toString(code.code()), code.meaning());
        }
        CommandSpec spec = line.getCommandSpec();
        if (spec.usageMessage().exitCodeList().isEmpty()) {
            spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
        }
        if (!spec.optionsMap().containsKey("--help")) {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help and exit.")
                    .build());
        }
    }

    /** One line on what is wrong; the whole help would push it off the screen. */
    private static int explainUsage(ParameterException fault) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("signet: " + fault.getMessage());
        UnmatchedArgumentException.printSuggestions(fault, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE.code();
    }

    private static int explain(Exception fault, Console console) {
        if (fault instanceof CannotStart
                || fault instanceof RegistryUnavailableException
                || fault instanceof Unreachable) {
            console.say("signet: " + fault.getMessage());
            return ExitCode.UNREACHABLE.code();
        }
        if (fault instanceof UnreadableInput) {
            console.say("signet: " + fault.getMessage());
            return ExitCode.USAGE.code();
        }
        console.say("signet: something went wrong that should not: " + fault.getMessage() + " (--verbose says where).");
        Logger log = LoggerFactory.getLogger(Signet.class);
        log.debug("The command failed", fault);
        return ExitCode.FAULT.code();
    }
}
