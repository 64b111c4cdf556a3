package dev.signet.cli;

import dev.signet.cli.input.SchemaFolder;
import dev.signet.cli.input.TextFile;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.VersionSelector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The schema that a command is given: a file, and where the types come from that it only names. */
final class SchemaInput {
    @Parameters(index = "0", paramLabel = "SUBJECT", description = "The subject, for a topic's values TOPIC-value.")
    String subject = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The schema's file, or - for standard input.")
    String file = "";

    @Option(
            names = "--reference",
            paramLabel = "NAME=SUBJECT:VERSION",
            converter = Reference.class,
            description =
                    "A type that the schema takes from a version of another subject (or 'latest'). May be repeated.")
    List<SchemaReference> references = new ArrayList<>();

    @Option(
            names = "--schema-dir",
            paramLabel = "DIR",
            description = "Folder of .avsc files that hold the types that the schema only names. Each is a subject of"
                    + " its own, under its full name; register registers them first.")
    @Nullable
    Path folder;

    @Option(names = "--normalize", description = "Let the registry compare and store the normalised form.")
    boolean normalize;

    Normalize normalization() {
        return normalize ? Normalize.YES : Normalize.NO;
    }

    SchemaText text() {
        return SchemaText.avro(TextFile.read(file), references);
    }

    SchemaFolder folder() {
        return folder == null ? SchemaFolder.EMPTY : SchemaFolder.read(folder);
    }

    /** Reads {@code NAME=SUBJECT:VERSION}. */
    static final class Reference implements ITypeConverter<SchemaReference> {
        @Override
        public SchemaReference convert(String written) {
            int equals = written.indexOf('=');
            int colon = written.lastIndexOf(':');
            if (equals > 0 && colon > equals + 1) {
                VersionSelector version =
                        VersionSelector.parse(written.substring(colon + 1)).orElse(null);
                if (version != null) {
                    int number = version instanceof VersionSelector.Exact exact
                            ? exact.version().number()
                            : SchemaReference.LATEST;
                    return new SchemaReference(
                            written.substring(0, equals), written.substring(equals + 1, colon), number);
                }
            }
            throw new TypeConversionException("'" + written + "' is not NAME=SUBJECT:VERSION");
        }
    }
}
