package dev.signet.cli.input;

import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.schema.Answer;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.avro.TypeNames;
import dev.signet.schema.avro.TypeTexts;
import dev.signet.schema.avro.TypeTexts.Needed;
import dev.signet.schema.format.ResolvedReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

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
     * The schema that a text means together with the types that it takes from this folder.
     *
     * @throws UnreadableInput when the text or a file that it needs is not an Avro schema, or they go in a circle
     */
    public Schema resolved(String text) {
        Schema.Parser parser = new Schema.Parser(NameValidator.UTF_VALIDATOR).setValidateDefaults(false);
        try {
            needed(text).values().forEach(parser::parse);
            return parser.parse(text);
        } catch (AvroRuntimeException e) {
            throw new UnreadableInput("The schema cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * What a text takes from this folder, directly or not, each after what it needs itself.
     *
     * @throws UnreadableInput when files refer to one another in a circle
     */
    public List<ResolvedReference> dependencies(String text) {
        return needed(text).entrySet().stream()
                .map(file -> new ResolvedReference(
                        new SchemaReference(file.getKey(), file.getKey(), SchemaReference.LATEST), file.getValue()))
                .toList();
    }

    /**
     * Registers what a schema takes from this folder, innermost first, each type as a subject under its full name, and
     * answers the schema with its references. Types that it already refers to, or that no file defines, are left alone.
     *
     * @throws UnreadableInput when files refer to one another in a circle
     */
    public Answer<SchemaText> registerReferences(SchemaText schema, SchemaRegistry registry, Normalize normalize) {
        return withReferences(schema, (subject, text) -> registry.register(subject, text, normalize));
    }

    /** As {@link #registerReferences}, but finds the types where that has registered them and writes nothing. */
    public Answer<SchemaText> findReferences(SchemaText schema, SchemaRegistry registry, Normalize normalize) {
        return withReferences(schema, (subject, text) -> registry.lookup(subject, text, normalize));
    }

    private Answer<SchemaText> withReferences(
            SchemaText schema, BiFunction<Subject, SchemaText, Answer<RegisteredSchema>> step) {
        Map<String, SchemaReference> known = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : needed(schema.text()).entrySet()) {
            String name = file.getKey();
            Answer<RegisteredSchema> answer =
                    step.apply(Subject.of(name), referring(SchemaText.avro(file.getValue()), known));
            if (answer instanceof Answer.Refused<RegisteredSchema> refused) {
                return refused.refusal().answer();
            }
            answer.map(type -> known.put(
                    name,
                    new SchemaReference(
                            name, type.subject().qualified(), type.version().number())));
        }
        return Answer.done(referring(schema, known));
    }

    private static SchemaText referring(SchemaText schema, Map<String, SchemaReference> known) {
        Map<String, SchemaReference> references = new LinkedHashMap<>();
        schema.references().forEach(reference -> references.put(reference.name(), reference));
        for (String name : TypeNames.of(schema.text()).used()) {
            SchemaReference reference = known.get(name);
            if (reference != null) {
                references.putIfAbsent(name, reference);
            }
        }
        return schema.withReferences(List.copyOf(references.values()));
    }

    /** The types of this folder that a text needs, directly or not, each after those that it needs itself. */
    private Map<String, String> needed(String text) {
        Needed needed = new TypeTexts(files).neededBy(text);
        if (needed instanceof Needed.InOrder inOrder) {
            return inOrder.texts();
        }
        throw new UnreadableInput("The types " + String.join(", ", ((Needed.Circle) needed).types())
                + " refer to one another in a circle.");
    }
}
