package dev.signet.serde.codec;

import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.client.SchemaRegistry.StoredSchema;
import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.SchemaType;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.avro.AvroSchema;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The schemas of a registry, understood: fetched with everything that they refer to. Safe for concurrent use. */
public final class RegistrySchemas {
    private static final AvroFormat AVRO = new AvroFormat();

    private final SchemaRegistry registry;

    public RegistrySchemas(SchemaRegistry registry) {
        this.registry = registry;
    }

    /** The schema of an id, or the registry's refusal. */
    public Answer<AvroSchema> schema(Context context, SchemaId id) {
        return registry.schema(context, id)
                .map(StoredSchema::schema)
                .then(text -> parse(text, context, "the schema with id " + id));
    }

    /** The schema of a GUID, or the registry's refusal. References without a context are those of {@code home}. */
    public Answer<AvroSchema> schema(SchemaGuid guid, Context home) {
        return registry.schema(guid)
                .map(StoredSchema::schema)
                .then(text -> parse(text, home, "the schema with GUID " + guid));
    }

    /** The schema of a text that the registry has returned for a subject. */
    public Answer<AvroSchema> schema(RegisteredSchema registered) {
        return parse(
                registered.schema(),
                registered.subject().context(),
                "version " + registered.version() + " of subject '" + registered.subject() + "'");
    }

    private Answer<AvroSchema> parse(SchemaText text, Context home, String what) {
        if (text.type() != SchemaType.AVRO) {
            throw new UnreadableRecordException(
                    what + " is a " + text.type() + " schema; this serde reads and writes Avro only");
        }
        List<ResolvedReference> dependencies = new ArrayList<>();
        return collect(text.references(), home, new HashSet<>(), dependencies)
                .map(complete -> understood(AVRO.parse(text.text(), complete, SchemaFormat.Strictness.STORED), what));
    }

    private static AvroSchema understood(ParseResult result, String what) {
        if (result instanceof ParseResult.Parsed parsed) {
            return (AvroSchema) parsed.schema();
        }
        throw new UnreadableRecordException(what + " is not understood: " + ((ParseResult.Invalid) result).reason());
    }

    /** Adds what is referred to, directly or not, each schema after those that it needs itself. */
    private Answer<List<ResolvedReference>> collect(
            List<SchemaReference> references, Context home, Set<Place> seen, List<ResolvedReference> into) {
        Answer<List<ResolvedReference>> collected = Answer.done(into);
        for (SchemaReference reference : references) {
            Subject subject = Subject.parse(reference.subject(), home);
            if (seen.add(new Place(subject, reference.version()))) {
                collected = collected.then(before -> referenced(reference, subject, seen, before));
            }
        }
        return collected;
    }

    private Answer<List<ResolvedReference>> referenced(
            SchemaReference reference, Subject subject, Set<Place> seen, List<ResolvedReference> into) {
        VersionSelector version = VersionSelector.of(reference.version()).orElse(VersionSelector.LATEST);
        return registry.version(subject, version)
                .then(found -> collect(found.schema().references(), subject.context(), seen, into)
                        .map(before -> {
                            before.add(new ResolvedReference(
                                    reference, found.schema().text()));
                            return before;
                        }));
    }

    private record Place(Subject subject, int version) {}
}
