package dev.signet.cli.input;

import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.schema.Answer;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Avro files of which each defines one type, and which name one another's types.
 *
 * @param files the text of each type by its full name
 */
public record SchemaFolder(Map<String, String> files) {
    /** No files: every schema must stand alone. */
    public static final SchemaFolder EMPTY = new SchemaFolder(Map.of());

    public SchemaFolder {
        files = Map.copyOf(files);
    }

    /**
     * Reads every {@code .avsc} file under a folder.
     *
     * @throws UnreadableInput when a file cannot be read or two define the same type
     */
    public static SchemaFolder read(Path folder) {
        Map<String, Path> origins = new TreeMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        for (Path file : schemaFiles(folder)) {
            String text = TextFile.read(file.toString());
            Optional<String> name = TypeNames.of(text).declared().stream().findFirst();
            if (name.isEmpty()) {
                throw new UnreadableInput(file + " does not define a named Avro type.");
            }
            Path other = origins.put(name.get(), file);
            if (other != null) {
                throw new UnreadableInput(other + " and " + file + " both define " + name.get() + ".");
            }
            texts.put(name.get(), text);
        }
        return new SchemaFolder(texts);
    }

    private static List<Path> schemaFiles(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw TextFile.unreadable(folder.toString(), e);
        }
    }

    /** The text of a type, if a file defines it. */
    public Optional<String> text(String fullName) {
        return Optional.ofNullable(files.get(fullName));
    }

    /**
     * Registers what a schema takes from this folder, innermost first, each type as a subject under its full name, and
     * answers the schema with its references. Types that it already refers to, or that no file defines, are left alone.
     *
     * @throws UnreadableInput when files refer to one another in a circle
     */
    public Answer<SchemaText> registerReferences(SchemaText schema, SchemaRegistry registry, Normalize normalize) {
        return new Walk((subject, text) -> registry.register(subject, text, normalize)).complete(schema);
    }

    /** As {@link #registerReferences}, but finds the types where that has registered them and writes nothing. */
    public Answer<SchemaText> findReferences(SchemaText schema, SchemaRegistry registry, Normalize normalize) {
        return new Walk((subject, text) -> registry.lookup(subject, text, normalize)).complete(schema);
    }

    /** One walk over the files, which does one thing to each type. */
    private final class Walk {
        private final BiFunction<Subject, SchemaText, Answer<RegisteredSchema>> step;
        private final Map<String, RegisteredSchema> done = new LinkedHashMap<>();
        private final Set<String> open = new LinkedHashSet<>();

        Walk(BiFunction<Subject, SchemaText, Answer<RegisteredSchema>> step) {
            this.step = step;
        }

        Answer<SchemaText> complete(SchemaText schema) {
            List<SchemaReference> references = new ArrayList<>(schema.references());
            for (String name : TypeNames.of(schema.text()).used()) {
                String text = files.get(name);
                if (text == null
                        || references.stream()
                                .anyMatch(reference -> reference.name().equals(name))) {
                    continue;
                }
                Answer<RegisteredSchema> type = registered(name, text);
                if (type instanceof Answer.Refused<RegisteredSchema> refused) {
                    return refused.refusal().answer();
                }
                type.map(found -> references.add(new SchemaReference(
                        name, found.subject().qualified(), found.version().number())));
            }
            return Answer.done(schema.withReferences(references));
        }

        private Answer<RegisteredSchema> registered(String name, String text) {
            RegisteredSchema known = done.get(name);
            if (known != null) {
                return Answer.done(known);
            }
            if (!open.add(name)) {
                throw new UnreadableInput(
                        "The types " + String.join(", ", open) + " refer to one another in a circle.");
            }
            Answer<RegisteredSchema> answer =
                    complete(SchemaText.avro(text)).then(schema -> step.apply(Subject.of(name), schema));
            open.remove(name);
            answer.map(registered -> done.put(name, registered));
            return answer;
        }
    }
}
