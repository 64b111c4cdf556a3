package dev.signet.cli;

import dev.signet.cli.input.TextFile;
import dev.signet.cli.moving.RegistryReading;
import dev.signet.cli.moving.RestWire;
import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.export.Revisions;
import dev.signet.schema.export.SubjectGlob;
import dev.signet.schema.export.Texts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = {
            "Write all that a registry holds as one sorted file, a JSON object a line.",
            "The same state gives the same bytes, so the file can be kept under version control."
        })
final class ExportCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    RegistryOption registry = new RegistryOption();

    @Option(
            names = "--subjects",
            arity = "1..*",
            paramLabel = "GLOB",
            description = "Only subjects whose whole name, :.ctx: included, fits one of these (* any text, ? one"
                    + " character). What they refer to must be named as well.")
    List<String> subjects = List.of();

    @Option(
            names = "--texts",
            paramLabel = "WHICH",
            description = "Which versions carry their text: ${COMPLETION-CANDIDATES} (default: all).")
    Texts texts = Texts.ALL;

    @Option(
            names = "--without-revisions",
            description = "Leave out the registry's own revisions, which change with every write.")
    boolean withoutRevisions;

    @Nullable
    @Option(names = "--output", paramLabel = "FILE", description = "Where to write (default: standard output).")
    Path output;

    ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ExportSelection selection = new ExportSelection(
                subjects.stream().map(SubjectGlob::new).toList(),
                texts,
                withoutRevisions ? Revisions.LEFT_OUT : Revisions.INCLUDED);
        RestWire wire = new RestWire(registry.address);
        Path file = output;
        long items = file == null ? print(wire, selection) : write(wire, selection, file);
        session.console().say("Exported " + items + " items.");
        return ExitCode.OK.code();
    }

    /** The file appears when it is complete, so that a failed export does not replace a good one. */
    private static long write(RestWire wire, ExportSelection selection, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            long items;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                items = RegistryReading.copy(wire, selection, out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return items;
        } catch (IOException failed) {
            throw TextFile.unreadable(file.toString(), failed);
        } finally {
            part.toFile().delete();
        }
    }

    private long print(RestWire wire, ExportSelection selection) {
        PrintWriter out = session.console().out();
        long items = RegistryReading.copy(wire, selection, new OutputStream() {
            @Override
            public void write(int one) {
                out.write(one);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                out.write(new String(bytes, from, length, StandardCharsets.UTF_8));
            }
        });
        out.flush();
        return items;
    }
}
