package dev.signet.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signet.cli.moving.ImportRun;
import dev.signet.cli.moving.Inventory;
import dev.signet.cli.moving.RegistryReading;
import dev.signet.cli.moving.RestWire;
import dev.signet.cli.moving.Sources;
import dev.signet.cli.moving.Verification;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "import",
        description = {
            "Copy what another registry holds: ids, versions, references, soft deletions, config, modes, associations.",
            "Does only what is missing: a run that was cut is continued by the next one."
        })
final class ImportCommand implements Callable<Integer> {
    private final Session session;

    @ArgGroup(exclusive = true, multiplicity = "1")
    From from = new From();

    @Mixin
    RegistryOption registry = new RegistryOption();

    @Mixin
    JsonOption json = new JsonOption();

    @Option(names = "--verify", description = "Read everything again at the end and compare it byte by byte.")
    boolean verify;

    @Option(names = "--dry-run", description = "Only say what would be done. With --verify: only compare.")
    boolean dryRun;

    @Nullable
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a line for every item: outcome, kind, name, detail, parted by tabs.")
    Path report;

    @Option(names = "--parallel", paramLabel = "N", description = "Requests in flight (default: ${DEFAULT-VALUE}).")
    int parallel = 12;

    /** Where it comes from. */
    static final class From {
        @Nullable
        @Option(
                names = "--from",
                paramLabel = "URL",
                converter = RegistryOption.Address.class,
                description = "A running registry: Signet, Confluent's, or any with the same API.")
        URI registry;

        @Nullable
        @Option(
                names = "--from-dump",
                paramLabel = "FILE",
                description = "The _schemas topic as lines of key, tab, value; - for standard input.")
        String dump;

        @Nullable
        @Option(
                names = "--from-export",
                paramLabel = "FILE",
                description = "A file of signet export; - for standard input.")
        String export;
    }

    ImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (parallel < 1) {
            throw new dev.signet.cli.input.UnreadableInput("--parallel must be 1 or more, got " + parallel + ".");
        }
        Inventory source = source();
        source.notes().forEach(note -> session.console().say("Note: " + note + "."));
        RestWire wire = new RestWire(registry.address);
        Inventory target = RegistryReading.read(wire, new Inventory(source));
        List<String> stuck = List.of();
        try (ImportReport items = new ImportReport(session.console(), report)) {
            ImportRun run = new ImportRun(wire, source, target, items);
            if (dryRun) {
                run.tell();
            } else {
                stuck = run.run(parallel);
            }
            items.finish();
            stuck.forEach(scope -> session.console().say("The mode could not be put back: " + scope));
            List<String> differences = verify ? verify(wire, source) : List.of();
            print(items, differences);
            boolean fine = items.refused() == 0 && source.notes().isEmpty();
            return (fine && stuck.isEmpty() && differences.isEmpty() ? ExitCode.OK : ExitCode.REFUSED).code();
        }
    }

    private Inventory source() {
        String dump = from.dump;
        String export = from.export;
        URI other = from.registry;
        if (dump != null) {
            return Sources.dump(dump);
        }
        if (export != null) {
            return Sources.export(export);
        }
        return RegistryReading.read(new RestWire(java.util.Objects.requireNonNull(other)), new Inventory());
    }

    private List<String> verify(RestWire wire, Inventory source) {
        List<String> differences = Verification.differences(source, RegistryReading.read(wire, new Inventory(source)));
        differences.forEach(difference -> session.console().say("Differs: " + difference));
        return differences;
    }

    private void print(ImportReport items, List<String> differences) {
        if (json.wanted) {
            session.console()
                    .json(items.summary(JsonNodeFactory.instance
                            .objectNode()
                            .put("dryRun", dryRun)
                            .put("verified", verify)
                            .put("differences", differences.size())));
            return;
        }
        String verified = !verify
                ? ""
                : differences.isEmpty()
                        ? " Verified: no difference."
                        : " Verified: " + differences.size() + " differences.";
        session.console().line((dryRun ? "Would be: " : "") + items.summary() + verified);
    }
}
