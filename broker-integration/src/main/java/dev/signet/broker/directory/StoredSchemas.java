package dev.signet.broker.directory;

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
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.avro.AvroSchema;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat;
import dev.signet.schema.format.SchemaFormats;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fetches a schema with everything that it refers to and makes its payload check. */
final class StoredSchemas {

    private static final int MOST_REFERENCES = 1_000;

    private final Requests requests;
    private final SchemaFormats formats = new SchemaFormats(new AvroFormat());

    StoredSchemas(Requests requests) {
        this.requests = requests;
    }

    /** What came of fetching a schema. */
    sealed interface Fetched {}

    /**
     * It is there.
     *
     * @param guid its content's name
     * @param content what it says
     */
    record Complete(SchemaGuid guid, SchemaContent content) implements Fetched {}

    /**
     * It, or something that it needs, is not there, which may change.
     *
     * @param reason what, in words
     */
    record Incomplete(String reason) implements Fetched {}

    /** The content's name only, if the schema is there. */
    Optional<SchemaGuid> guid(Context context, SchemaId id) {
        return requests.schema(context, id).asOptional().map(StoredSchema::guid);
    }

    Fetched fetch(Context context, SchemaId id) {
        Answer<StoredSchema> stored = requests.schema(context, id);
        if (stored instanceof Answer.Refused<StoredSchema> refused) {
            return new Incomplete(refused.refusal().message());
        }
        StoredSchema schema = stored.asOptional().orElseThrow();
        SchemaText text = schema.schema();
        Optional<SchemaFormat> format = formats.of(text.type());
        if (format.isEmpty()) {
            return new Complete(schema.guid(), notChecked(text.type()));
        }
        References references = new References(context);
        references.collect(text.references());
        return references
                .missing()
                .<Fetched>map(Incomplete::new)
                .orElseGet(() -> new Complete(schema.guid(), content(format.get(), text.text(), references.inOrder())));
    }

    /** The content that {@link SchemaContent#text()} has been taken from; nothing is fetched. */
    static SchemaContent again(String resolvedText) {
        return content(new AvroFormat(), resolvedText, List.of());
    }

    private static SchemaContent content(SchemaFormat format, String text, List<ResolvedReference> dependencies) {
        ParseResult result = format.parse(text, dependencies, SchemaFormat.Strictness.STORED);
        if (result instanceof ParseResult.Invalid invalid) {
            return SchemaContent.unusable(invalid.reason());
        }
        ParsedSchema schema = ((ParseResult.Parsed) result).schema();
        return schema instanceof AvroSchema avro
                ? SchemaContent.checkable(avro.resolvedText(), avro.recordName(), AvroPayloads.of(avro))
                : notChecked(schema.type());
    }

    private static SchemaContent notChecked(SchemaType type) {
        return SchemaContent.unusable("payloads of type " + type + " cannot be checked yet");
    }

    /** The schemas that one refers to, each after those that it needs itself. */
    private final class References {
        private final Context home;
        private final Set<SchemaReference> seen = new HashSet<>();
        private final List<ResolvedReference> ordered = new ArrayList<>();
        private Optional<String> missing = Optional.empty();

        References(Context home) {
            this.home = home;
        }

        void collect(List<SchemaReference> references) {
            for (SchemaReference reference : references) {
                if (missing.isEmpty() && seen.add(reference)) {
                    collect(reference);
                }
            }
        }

        private void collect(SchemaReference reference) {
            VersionSelector exact = new VersionSelector.Exact(new Version(reference.version()));
            Answer<RegisteredSchema> target = requests.version(Subject.parse(reference.subject(), home), exact);
            if (seen.size() > MOST_REFERENCES) {
                missing = Optional.of("it refers to more than " + MOST_REFERENCES + " schemas");
            } else if (target instanceof Answer.Refused<RegisteredSchema> refused) {
                missing = Optional.of("its reference " + reference + " cannot be read: "
                        + refused.refusal().message());
            } else {
                SchemaText text = target.asOptional().orElseThrow().schema();
                collect(text.references());
                ordered.add(new ResolvedReference(reference, text.text()));
            }
        }

        Optional<String> missing() {
            return missing;
        }

        List<ResolvedReference> inOrder() {
            return ordered;
        }
    }
}
