package dev.signet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.cli.input.TextFile;
import dev.signet.cli.moving.Outcome;
import dev.signet.cli.moving.Report;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what became of each item, writes it to a file if there is one, and says at once what was refused. */
final class ImportReport implements Report, AutoCloseable {
    private final Console console;
    private final ProgressBar progress;
    private final Optional<PrintWriter> file;
    private final Map<Outcome, Map<String, Long>> counts = new EnumMap<>(Outcome.class);

    ImportReport(Console console, @Nullable Path file) {
        this.console = console;
        this.progress = new ProgressBar(console, "steps");
        this.file = Optional.ofNullable(file).map(ImportReport::open);
    }

    private static PrintWriter open(Path file) {
        try {
            BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
            return new PrintWriter(writer);
        } catch (IOException failed) {
            throw TextFile.unreadable(file.toString(), failed);
        }
    }

    @Override
    public synchronized void item(Outcome outcome, String kind, String name, String detail) {
        counts.computeIfAbsent(outcome, any -> new TreeMap<>()).merge(kind, 1L, Long::sum);
        file.ifPresent(lines -> lines.println(outcome.words() + "\t" + kind + "\t" + name + "\t" + oneLine(detail)));
        if (outcome == Outcome.REFUSED) {
            progress.clear();
            console.say("Refused: " + kind + " " + name + ": " + oneLine(detail));
        }
    }

    private static String oneLine(String detail) {
        return detail.replaceAll("[\\t\\r\\n]+", " ");
    }

    @Override
    public synchronized void progress(double share, long done) {
        progress.show(share, done);
    }

    /** Takes the progress bar away. */
    void finish() {
        progress.clear();
    }

    long refused() {
        return count(Outcome.REFUSED);
    }

    private long count(Outcome outcome) {
        return counts.getOrDefault(outcome, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** One sentence. */
    String summary() {
        StringBuilder text = new StringBuilder();
        for (Outcome outcome : Outcome.values()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(count(outcome))
                    .append(' ')
                    .append(outcome.words());
            Map<String, Long> kinds = counts.getOrDefault(outcome, Map.of());
            if (!kinds.isEmpty()) {
                StringBuilder list = new StringBuilder();
                kinds.forEach((kind, count) -> list.append(list.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(kind)
                        .append(count == 1 ? "" : "s"));
                text.append(" (").append(list).append(')');
            }
        }
        return text.append('.').toString();
    }

    /** The same for programs. */
    ObjectNode summary(ObjectNode into) {
        for (Outcome outcome : Outcome.values()) {
            ObjectNode kinds = into.putObject(outcome.words().replace(' ', '_'));
            counts.getOrDefault(outcome, Map.of()).forEach(kinds::put);
        }
        return into;
    }

    @Override
    public void close() {
        progress.clear();
        file.ifPresent(PrintWriter::close);
    }
}
