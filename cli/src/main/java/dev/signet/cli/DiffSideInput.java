package dev.signet.cli;

import dev.signet.cli.input.SchemaFolder;
import dev.signet.cli.input.TextFile;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SignetRegistry.DiffSide;
import dev.signet.schema.Answer;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One of two schemas that the registry compares, as it is written on the command line.
 *
 * @param kind what it is
 * @param name a file, an id, or a subject with or without a version
 */
record DiffSideInput(Kind kind, String name) {
    private static final String FILE = "file=";
    private static final String ID = "id=";

    /** What a side names. */
    enum Kind {
        FILE,
        ID,
        VERSION
    }

    /** Reads {@code file=PATH}, {@code id=NUMBER}, {@code SUBJECT} and {@code SUBJECT:VERSION}. */
    static final class Reading implements ITypeConverter<DiffSideInput> {
        @Override
        public DiffSideInput convert(String written) {
            if (written.startsWith(FILE)) {
                return new DiffSideInput(Kind.FILE, written.substring(FILE.length()));
            }
            if (!written.startsWith(ID)) {
                return new DiffSideInput(Kind.VERSION, written);
            }
            String number = written.substring(ID.length());
            if (!number.matches("[0-9]{1,9}")) {
                throw new TypeConversionException("'" + number + "' is not a schema id, such as id=7");
            }
            return new DiffSideInput(Kind.ID, number);
        }
    }

    /** The side; refused if a type that a file names is not registered. */
    Answer<DiffSide> side(SchemaFolder types, SchemaRegistry registry) {
        return switch (kind) {
            case FILE ->
                types.findReferences(SchemaText.avro(TextFile.read(name)), registry, Normalize.NO)
                        .map(DiffSide.Text::new);
            case ID -> Answer.done(new DiffSide.Id(new SchemaId(Integer.parseInt(name))));
            case VERSION -> Answer.done(version());
        };
    }

    /** A subject may have colons itself; what comes after the last one is a version if it can be one. */
    private DiffSide version() {
        int colon = name.lastIndexOf(':');
        Optional<VersionSelector> version = VersionSelector.parse(name.substring(colon + 1));
        return colon > 0 && version.isPresent()
                ? new DiffSide.SubjectVersion(Subject.parse(name.substring(0, colon)), version.get())
                : new DiffSide.SubjectVersion(Subject.parse(name), VersionSelector.LATEST);
    }
}
