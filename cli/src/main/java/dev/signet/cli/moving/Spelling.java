package dev.signet.cli.moving;

import dev.signet.schema.CanonicalSchema;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat;
import dev.signet.schema.format.SchemaFormat.Strictness;
import dev.signet.schema.format.SchemaFormats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells whether two texts are spellings of one schema. Safe for concurrent use. */
final class Spelling {
    private static final int DEEPEST = 200;

    private final Inventory source;
    private final SchemaFormats formats = new SchemaFormats(new AvroFormat());

    Spelling(Inventory source) {
        this.source = source;
    }

    /** Whether a version of the source is the content that the target has. */
    boolean isSame(ExportItem.OfVersion ours, ExportItem.OfVersion theirs) {
        if (ours.guid().equals(theirs.guid()) || ours.schema().equals(theirs.schema())) {
            return true;
        }
        return canonical(ours)
                .filter(schema ->
                        CanonicalSchema.of(schema).guid().equals(theirs.guid()) || schema.equals(theirs.schema()))
                .isPresent();
    }

    private Optional<SchemaText> canonical(ExportItem.OfVersion item) {
        Map<VersionName, ResolvedReference> dependencies = new LinkedHashMap<>();
        if (!collect(VersionName.of(item), item.schema().references(), dependencies, 0)) {
            return Optional.empty();
        }
        Optional<SchemaFormat> format = formats.of(item.schema().type());
        if (format.isPresent()
                && format.get().parse(item.schema().text(), List.copyOf(dependencies.values()), Strictness.STORED)
                        instanceof ParseResult.Parsed parsed) {
            return Optional.of(item.schema().withText(parsed.schema().canonicalText()));
        }
        return Optional.empty();
    }

    /** What a schema refers to, each after what it needs itself; false if something is missing. */
    private boolean collect(
            VersionName referrer,
            List<SchemaReference> references,
            Map<VersionName, ResolvedReference> found,
            int depth) {
        for (SchemaReference reference : references) {
            VersionName named = referrer.behind(reference);
            Optional<ExportItem.OfVersion> target = source.version(named);
            if (target.isEmpty() || depth > DEEPEST) {
                return false;
            }
            if (!found.containsKey(named)) {
                SchemaText schema = target.get().schema();
                if (!collect(named, schema.references(), found, depth + 1)) {
                    return false;
                }
                found.put(named, new ResolvedReference(reference, schema.text()));
            }
        }
        return true;
    }
}
