package dev.signet.gate;

import dev.signet.schema.SchemaReference;
import dev.signet.schema.Subject;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.avro.AvroSchema;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat.Strictness;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the schema files below a folder, resolves the types that they share, and names their subjects. */
final class Discovery {
    private final AvroFormat format = new AvroFormat();
    private final SubjectTemplate template;

    Discovery(SubjectTemplate template) {
        this.template = template;
    }

    /** What discovery yields: every file, each after those whose types it uses; or why not. */
    sealed interface Result {
        record Found(List<SchemaFile> files) implements Result {}

        record Failed(String message) implements Result {}
    }

    Result discover(Path folder) {
        Map<Path, String> texts = new LinkedHashMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList()) {
                texts.put(folder.relativize(path), Files.readString(path));
            }
        } catch (MalformedInputException notText) {
            return new Result.Failed("a schema file below " + folder + " is not UTF-8 text");
        } catch (IOException unreadable) {
            return new Result.Failed("cannot read " + folder + ": " + unreadable.getMessage());
        }
        return texts.isEmpty() ? new Result.Failed("no .avsc file below " + folder) : resolve(texts);
    }

    /** Parses what can be parsed, again and again, until all files are known or a round brings nothing new. */
    private Result resolve(Map<Path, String> texts) {
        List<SchemaFile> files = new ArrayList<>();
        Map<Path, String> open = new LinkedHashMap<>(texts);
        Map<Path, String> reasons = new LinkedHashMap<>();
        while (!open.isEmpty()) {
            int before = open.size();
            open.entrySet().removeIf(entry -> {
                ParseResult result = parse(entry.getValue(), files);
                if (result instanceof ParseResult.Parsed parsed) {
                    files.add(file(entry.getKey(), entry.getValue(), (AvroSchema) parsed.schema(), files));
                    return true;
                }
                reasons.put(entry.getKey(), ((ParseResult.Invalid) result).reason());
                return false;
            });
            if (open.size() == before) {
                Path first = open.keySet().iterator().next();
                return new Result.Failed(first + ": " + reasons.get(first));
            }
        }
        return new Result.Found(files);
    }

    private ParseResult parse(String text, List<SchemaFile> known) {
        return format.parse(text, known.stream().map(Discovery::reference).toList(), Strictness.NEW);
    }

    private SchemaFile file(Path path, String text, AvroSchema schema, List<SchemaFile> known) {
        List<ResolvedReference> used = known.stream()
                .filter(other -> !other.schema().recordName().isEmpty())
                .filter(other -> schema.uses(other.schema().recordName()))
                .map(Discovery::reference)
                .toList();
        // Parsed again with what it uses alone, so that the canonical text is the one of a registration.
        ParseResult alone = format.parse(text, used, Strictness.NEW);
        AvroSchema resolved = alone instanceof ParseResult.Parsed parsed ? (AvroSchema) parsed.schema() : schema;
        return new SchemaFile(path, template.subjectOf(path, resolved), text, resolved, used);
    }

    private static ResolvedReference reference(SchemaFile file) {
        return new ResolvedReference(
                new SchemaReference(file.schema().recordName(), file.subject().qualified(), SchemaReference.LATEST),
                file.schema().canonicalText());
    }

    /** How a subject is named after a file: {@code {record}}, {@code {path}} and {@code {file}} are filled in. */
    record SubjectTemplate(String pattern) {
        Subject subjectOf(Path path, AvroSchema schema) {
            String withoutEnding = path.toString().replaceFirst("\\.avsc$", "").replace('\\', '/');
            String file = withoutEnding.substring(withoutEnding.lastIndexOf('/') + 1);
            return Subject.parse(pattern.replace("{record}", schema.recordName())
                    .replace("{path}", withoutEnding)
                    .replace("{file}", file));
        }
    }
}
