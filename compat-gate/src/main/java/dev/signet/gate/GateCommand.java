package dev.signet.gate;

import dev.signet.gate.baseline.Baseline;
import dev.signet.gate.baseline.GitBaseline.Committed;
import dev.signet.gate.config.ConfigFile;
import dev.signet.gate.config.GateConfig;
import dev.signet.gate.config.Waiver;
import dev.signet.gate.config.Wishes;
import dev.signet.gate.report.ReportForm;
import dev.signet.gate.report.ReportView;
import dev.signet.gate.verdict.GateResult;
import dev.signet.schema.registration.SubmittedSchema.Spelling;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The gate as a command: its own program in CI, and {@code signet gate}. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        versionProvider = GateCommand.Version.class,
        description = "Judge every .avsc file below a folder as registration would, as one change set.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every schema may be registered",
            "1:at least one would be refused",
            "2:wrong usage, or a file that cannot be read or is no schema",
            "3:a baseline could not be asked, so nothing is known"
        })
public final class GateCommand implements Callable<Integer> {
    /** Says which build this is. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"signet-gate " + Release.version()};
        }
    }

    private static final String LOCAL = "http://127.0.0.1:8081";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder.")
    private Path folder = Path.of(".");

    @Option(
            names = "--against",
            paramLabel = "BASELINE",
            description = "By what to judge: registry:URL, lock:FILE (an export of a registry), git:COMMIT (its"
                    + " first-parent history) or dir:FOLDER. May be given several times.")
    private List<String> against = new ArrayList<>();

    @Option(
            names = {"-r", "--registry"},
            paramLabel = "URL",
            description = "The same as --against registry:URL. Without any baseline: SIGNET_REGISTRY_URL, else " + LOCAL
                    + ".")
    private @Nullable String registry;

    @Option(
            names = "--subject",
            paramLabel = "TEMPLATE",
            description = "How subjects are named after files: {record}, {name}, {path} and {file} are filled in"
                    + " (default: as signet.yaml says, else {record}).")
    private @Nullable String template;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Names, levels and severities (default: signet.yaml in DIR or here, if there is one).")
    private @Nullable Path config;

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description = "Findings that somebody answers for (default: signet-waivers.yaml in DIR or here).")
    private @Nullable Path waivers;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORM[=FILE]",
            description = "A report: text, json, junit, sarif, github, gitlab or markdown, to a file or to standard"
                    + " output (default: text). May be given several times.")
    private List<String> formats = new ArrayList<>();

    @Option(names = "--normalize", description = "Compare and store the normalised form.")
    private boolean normalize;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    /** The program: exits with the code of the result. */
    public static void main(String[] arguments) {
        // The gate logs nothing; without this the absence of a logging library would be announced on every run.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(new CommandLine(new GateCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        List<ReportOption> reports = reports();
        GateResult result = result();
        for (ReportOption report : reports) {
            if (!write(report, result)) {
                return 2;
            }
        }
        return result.exitCode();
    }

    private List<ReportOption> reports() {
        try {
            List<ReportOption> reports =
                    new ArrayList<>(formats.stream().map(ReportOption::of).toList());
            boolean silent = reports.stream().allMatch(report -> report.file().isPresent());
            if (json || silent) {
                reports.add(new ReportOption(json ? ReportForm.JSON : ReportForm.TEXT, Optional.empty()));
            }
            return reports;
        } catch (IllegalArgumentException unknown) {
            throw new ParameterException(spec.commandLine(), String.valueOf(unknown.getMessage()), unknown);
        }
    }

    private GateResult result() {
        ConfigFile.Result<GateConfig> read = found(config, ConfigFile.NAME)
                .map(ConfigFile::read)
                .orElseGet(() -> new ConfigFile.Result.Read<>(GateConfig.DEFAULT));
        ConfigFile.Result<List<Waiver>> answered = found(waivers, ConfigFile.WAIVERS)
                .map(ConfigFile::readWaivers)
                .orElseGet(() -> new ConfigFile.Result.Read<>(List.of()));
        if (read instanceof ConfigFile.Result.Unreadable<GateConfig> wrong) {
            return new GateResult.Unreadable(List.of(wrong.message()));
        }
        if (answered instanceof ConfigFile.Result.Unreadable<List<Waiver>> wrong) {
            return new GateResult.Unreadable(List.of(wrong.message()));
        }
        GateConfig known = ((ConfigFile.Result.Read<GateConfig>) read)
                .value()
                .withWaivers(((ConfigFile.Result.Read<List<Waiver>>) answered).value());
        GateConfig named = template == null ? known : known.withTemplate(template);
        return new Gate(named, LocalDate.now(ZoneOffset.UTC)).check(folder, baselines(named));
    }

    private Optional<Path> found(@Nullable Path given, String name) {
        return given == null ? ConfigFile.beside(folder, name) : Optional.of(given);
    }

    private List<Baseline> baselines(GateConfig known) {
        Wishes wishes = new Wishes(known.metadata(), normalize ? Spelling.NORMALIZED : Spelling.CANONICAL);
        BaselineOption option =
                new BaselineOption(folder, new Committed(known.selection(), known.naming(), known.settings(), wishes));
        try {
            List<Baseline> baselines =
                    new ArrayList<>(against.stream().map(option::of).toList());
            if (registry != null || baselines.isEmpty()) {
                baselines.add(option.registry(registry == null ? usualRegistry() : registry));
            }
            return baselines;
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static String usualRegistry() {
        String set = System.getenv("SIGNET_REGISTRY_URL");
        return set == null || set.isBlank() ? LOCAL : set;
    }

    private boolean write(ReportOption report, GateResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if (report.file().isEmpty()) {
            out.print(report.form().of(result, ReportView.of(folder, Terminal.colours(), Release.version())));
            out.flush();
            return true;
        }
        Path file = report.file().get();
        try {
            Files.writeString(file, report.form().of(result, ReportView.plain(folder, Release.version())));
            return true;
        } catch (IOException unwritable) {
            spec.commandLine().getErr().println("cannot write " + file + ": " + unwritable.getMessage());
            return false;
        }
    }
}
