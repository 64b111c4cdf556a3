package dev.signet.cli.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.verdicts.Lineage.Candidate;
import dev.signet.client.ClientSettings;
import dev.signet.client.SignetRegistry;
import dev.signet.gate.Gate;
import dev.signet.gate.baseline.Baseline;
import dev.signet.gate.baseline.GitBaseline;
import dev.signet.gate.baseline.GitBaseline.Committed;
import dev.signet.gate.baseline.LockBaseline;
import dev.signet.gate.baseline.RegistryBaseline;
import dev.signet.gate.config.CommittedSettings;
import dev.signet.gate.config.GateConfig;
import dev.signet.gate.config.SeverityPolicy;
import dev.signet.gate.config.SubjectMetadata;
import dev.signet.gate.config.Wishes;
import dev.signet.gate.files.PathGlob;
import dev.signet.gate.files.SchemaTree.Selection;
import dev.signet.gate.files.SubjectNaming;
import dev.signet.gate.verdict.FileResult;
import dev.signet.gate.verdict.GateResult;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Subject;
import dev.signet.schema.export.ExportFormat;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.export.Revisions;
import dev.signet.schema.export.SubjectGlob;
import dev.signet.schema.export.Texts;
import dev.signet.schema.settings.ConfigSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The gate by a registry, by an export of it, and by a git repository of accepted schemas. Not for sharing. */
final class GateJudges {
    private final ClientSettings settings;
    private final SignetRegistry signet;
    private final Path folder;
    private final Map<CompatibilityLevel, Path> repositories = new HashMap<>();

    GateJudges(ClientSettings settings, SignetRegistry signet, Path folder) {
        this.settings = settings;
        this.signet = signet;
        this.folder = folder;
    }

    /** Lays the schema and what it needs into a folder, as their authors would have them, and asks both. */
    void assertThatRegistryAndLockSay(Judged expected, Lineage lineage, Candidate candidate, String what) {
        try {
            Path tree = Files.createTempDirectory(Files.createDirectories(folder), "tree-");
            write(tree, lineage.subject(), candidate.text());
            for (Lineage need : candidate.allNeeds()) {
                write(tree, need.subject(), need.latestText());
            }
            GateConfig config = config(lineage, candidate, CommittedSettings.NONE);
            check(expected, tree, new RegistryBaseline(settings, Wishes.NONE), config, lineage, what);
            check(expected, tree, new LockBaseline(lock(lineage, candidate), Wishes.NONE), config, lineage, what);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The same by the repository of a level, in which the candidate stands as a change that nobody has committed. */
    void assertThatGitSays(
            Judged expected, Lineage lineage, Candidate candidate, CompatibilityLevel level, String what) {
        Path repository = repositories.computeIfAbsent(level, this::repository);
        write(repository, lineage.subject(), candidate.text());
        CommittedSettings settingsOfLevel =
                new CommittedSettings(Optional.of(ConfigSettings.EMPTY.withLevel(level)), List.of());
        GateConfig config = config(lineage, candidate, settingsOfLevel);
        Committed committed = new Committed(config.selection(), config.naming(), config.settings(), Wishes.NONE);
        check(expected, repository, new GitBaseline(repository, "main", committed), config, lineage, what);
        if (expected.outcome() == Judged.Outcome.COMPATIBLE) {
            git(repository, "add", "-A");
            git(repository, "commit", "-q", "--allow-empty", "-m", what);
        } else {
            git(repository, "clean", "-q", "-f", "-d");
            git(repository, "checkout", "-q", "--", ".");
        }
    }

    private static void check(
            Judged expected, Path tree, Baseline baseline, GateConfig config, Lineage lineage, String what) {
        GateResult result = new Gate(config, LocalDate.EPOCH).check(tree, List.of(baseline));
        String by = baseline.name() + ": " + what;
        if (result instanceof GateResult.Checked checked) {
            for (FileResult file : checked.files()) {
                boolean ofCandidate = file.file().subject().equals(lineage.subject());
                assertThat(Judged.of(file.judgements().get(0)))
                        .as("gate on %s by %s", file.file().subject(), by)
                        .isEqualTo(ofCandidate ? expected : Judged.COMPATIBLE);
            }
        }
        int code = switch (expected.outcome()) {
            case COMPATIBLE -> 0;
            case INCOMPATIBLE -> 1;
            case INVALID -> 2;
        };
        assertThat(result.exitCode()).as("exit code by %s, %s", by, result).isEqualTo(code);
    }

    private static GateConfig config(Lineage lineage, Candidate candidate, CommittedSettings settings) {
        List<PathGlob> files = new ArrayList<>(List.of(new PathGlob(path(lineage.subject()))));
        candidate.allNeeds().forEach(need -> files.add(new PathGlob(path(need.subject()))));
        String name = lineage.subject().name();
        String qualified = lineage.subject().qualified();
        String context = qualified.substring(0, qualified.length() - name.length());
        return new GateConfig(
                new Selection(files, List.of()),
                SubjectNaming.template(context + "{path}"),
                settings,
                SubjectMetadata.NONE,
                SeverityPolicy.NONE,
                List.of());
    }

    private Path lock(Lineage lineage, Candidate candidate) throws IOException {
        List<SubjectGlob> globs =
                new ArrayList<>(List.of(new SubjectGlob(lineage.subject().qualified())));
        candidate
                .allNeeds()
                .forEach(need -> globs.add(new SubjectGlob(need.subject().qualified())));
        ExportSelection selection = new ExportSelection(globs, Texts.ALL, Revisions.LEFT_OUT);
        List<ExportItem> items = signet.export(selection).asOptional().orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        line(out, new ExportItem.Header(selection));
        items.forEach(item -> line(out, item));
        line(out, new ExportItem.End(items.size()));
        return Files.write(folder.resolve("lock.jsonl"), out.toByteArray());
    }

    private static void line(ByteArrayOutputStream out, ExportItem item) {
        out.writeBytes(ExportFormat.line(item));
        out.write('\n');
    }

    private Path repository(CompatibilityLevel level) {
        Path repository = folder.resolve("repository-" + level);
        try {
            Files.createDirectories(repository);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        git(repository, "init", "-q", "-b", "main");
        git(repository, "config", "user.email", "somebody@example.com");
        git(repository, "config", "user.name", "Somebody");
        git(repository, "commit", "-q", "--allow-empty", "-m", "nothing yet");
        return repository;
    }

    private static void git(Path repository, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static String path(Subject subject) {
        return subject.name() + ".avsc";
    }

    private static void write(Path tree, Subject subject, String text) {
        try {
            Path file = tree.resolve(path(subject));
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
