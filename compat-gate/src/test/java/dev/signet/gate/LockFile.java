package dev.signet.gate;

import dev.signet.schema.CanonicalSchema;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.export.ExportFormat;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.export.ExportItem.State;
import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.export.ScopeSettings;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.SchemaFormat.Strictness;
import dev.signet.schema.rest.ConfigReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes the export of a registry that never was. */
public final class LockFile {
    private final List<ExportItem> items = new ArrayList<>();
    private int lastId;

    /** A registry with a level for everything. */
    public LockFile(CompatibilityLevel level) {
        Optional<ConfigReply> config = Optional.of(config(level, null, null));
        items.add(new ExportItem.OfContext(
                Context.DEFAULT,
                OptionalLong.empty(),
                new ScopeSettings(config, config, Optional.empty(), Optional.of(Mode.READWRITE))));
    }

    public static ConfigReply config(
            @Nullable CompatibilityLevel level, @Nullable Boolean normalize, @Nullable String group) {
        return new ConfigReply(
                null,
                null,
                normalize,
                null,
                null,
                null,
                level == null ? null : level.name(),
                null,
                null,
                group,
                null,
                null,
                null,
                null);
    }

    public LockFile subject(String name, Optional<ConfigReply> config, Optional<Mode> mode) {
        items.add(new ExportItem.OfSubject(Subject.of(name), OptionalLong.empty(), ScopeSettings.of(config, mode)));
        return this;
    }

    /** Versions of a subject whose schemas stand alone, all live. */
    public LockFile versions(String subject, String... texts) {
        for (int i = 0; i < texts.length; i++) {
            version(subject, i + 1, State.LIVE, SchemaText.avro(canonical(texts[i])));
        }
        return this;
    }

    public LockFile version(String subject, int number, State state, SchemaText schema) {
        items.add(new ExportItem.OfVersion(
                Subject.of(subject),
                new Version(number),
                new SchemaId(++lastId),
                CanonicalSchema.of(schema).guid(),
                state,
                schema));
        return this;
    }

    public static String canonical(String text) {
        ParseResult result = new AvroFormat().parse(text, List.of(), Strictness.STORED);
        return ((ParseResult.Parsed) result).schema().canonicalText();
    }

    public Path write(Path file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        line(out, new ExportItem.Header(ExportSelection.ALL));
        items.forEach(item -> line(out, item));
        line(out, new ExportItem.End(items.size()));
        try {
            return Files.write(file, out.toByteArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void line(ByteArrayOutputStream out, ExportItem item) {
        out.writeBytes(ExportFormat.line(item));
        out.write('\n');
    }
}
