package dev.signet.gate;

import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.ResolvedReference;
import java.nio.file.Path;
import java.util.List;

/**
 * A schema file that was understood.
 *
 * @param path the file, relative to the folder that was searched
 * @param subject the subject that it is the next version of
 * @param text its text as written
 * @param schema its parsed form
 * @param references the subjects of the files that define types it names
 * @param dependencies all files that it needs, directly or not, each after those that it needs itself
 */
public record SchemaFile(
        Path path,
        Subject subject,
        String text,
        ParsedSchema schema,
        List<SchemaReference> references,
        List<ResolvedReference> dependencies) {
    public SchemaFile {
        references = List.copyOf(references);
        dependencies = List.copyOf(dependencies);
    }

    /** The schema as it would be submitted: the types of other files as references to their subjects. */
    public SchemaText submission() {
        return SchemaText.avro(text, references);
    }
}
