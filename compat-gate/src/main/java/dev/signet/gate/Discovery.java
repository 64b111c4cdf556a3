package dev.signet.gate;

import dev.signet.schema.SchemaReference;
import dev.signet.schema.Subject;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.avro.AvroSchema;
import dev.signet.schema.avro.TypeNames;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat.Strictness;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the schema files below a folder, resolves the types that they share, and names their subjects. */
final class Discovery {
    private static final TypeNames NO_NAMES = new TypeNames(Set.of(), Set.of());

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

    /** Parses each file after those whose types it names. */
    private Result resolve(Map<Path, String> texts) {
        Map<Path, TypeNames> names = new LinkedHashMap<>();
        Map<String, Path> definedBy = new HashMap<>();
        texts.forEach((path, text) -> {
            TypeNames found = TypeNames.of(text);
            names.put(path, found);
            found.declared().stream().findFirst().ifPresent(type -> definedBy.putIfAbsent(type, path));
        });
        Map<Path, SchemaFile> done = new LinkedHashMap<>();
        Map<Path, String> open = new LinkedHashMap<>(texts);
        while (!open.isEmpty()) {
            List<Path> ready = open.keySet().stream()
                    .filter(path -> done.keySet().containsAll(needed(path, names, definedBy)))
                    .toList();
            if (ready.isEmpty()) {
                return new Result.Failed("the types of these files refer to one another in a circle: " + open.keySet());
            }
            for (Path path : ready) {
                List<SchemaFile> needed =
                        needed(path, names, definedBy).stream().map(done::get).toList();
                String text = texts.getOrDefault(path, "");
                ParseResult result = format.parse(text, dependencies(needed), Strictness.NEW);
                if (result instanceof ParseResult.Invalid invalid) {
                    return new Result.Failed(path + ": " + invalid.reason());
                }
                AvroSchema schema = (AvroSchema) ((ParseResult.Parsed) result).schema();
                done.put(path, file(path, text, schema, needed));
                open.remove(path);
            }
        }
        return new Result.Found(List.copyOf(done.values()));
    }

    private static Set<Path> needed(Path path, Map<Path, TypeNames> names, Map<String, Path> definedBy) {
        Set<Path> needed = new LinkedHashSet<>();
        TypeNames own = names.getOrDefault(path, NO_NAMES);
        for (String type : own.used()) {
            Path file = definedBy.get(type);
            if (file != null && !file.equals(path)) {
                needed.add(file);
            }
        }
        return needed;
    }

    /** The files and what they need themselves, each after those that it needs. */
    private static List<ResolvedReference> dependencies(List<SchemaFile> needed) {
        Map<String, ResolvedReference> inOrder = new LinkedHashMap<>();
        for (SchemaFile file : needed) {
            file.dependencies()
                    .forEach(each -> inOrder.putIfAbsent(each.reference().name(), each));
            ResolvedReference own = reference(file);
            inOrder.putIfAbsent(own.reference().name(), own);
        }
        return List.copyOf(inOrder.values());
    }

    private SchemaFile file(Path path, String text, AvroSchema schema, List<SchemaFile> needed) {
        List<SchemaReference> references =
                needed.stream().map(other -> reference(other).reference()).toList();
        return new SchemaFile(path, template.subjectOf(path, schema), text, schema, references, dependencies(needed));
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
