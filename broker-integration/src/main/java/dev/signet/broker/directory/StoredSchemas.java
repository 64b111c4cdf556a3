package dev.signet.broker.directory;

import dev.signet.broker.SchemaAnswer;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SchemaAnswer.Unusable;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.client.SchemaRegistry.StoredSchema;
import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
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

    private final SchemaRegistry registry;
    private final SchemaFormats formats = new SchemaFormats(new AvroFormat());

    StoredSchemas(SchemaRegistry registry) {
        this.registry = registry;
    }

    /** The check of payloads of a schema that a subject has, or why there is none. */
    SchemaAnswer answer(Subject subject, SchemaId id) {
        Context context = subject.context();
        Answer<StoredSchema> stored = registry.schema(context, id);
        if (stored instanceof Answer.Refused<StoredSchema> refused) {
            return unusable(subject, refused.refusal().message());
        }
        SchemaText text = stored.asOptional().orElseThrow().schema();
        Optional<SchemaFormat> format = formats.of(text.type());
        if (format.isEmpty()) {
            return unusable(subject, "payloads of type " + text.type() + " cannot be checked yet");
        }
        References references = new References(context);
        references.collect(text.references());
        return references
                .missing()
                .map(reason -> unusable(subject, reason))
                .orElseGet(() -> parsed(
                        subject,
                        format.get().parse(text.text(), references.inOrder(), SchemaFormat.Strictness.STORED)));
    }

    private static SchemaAnswer parsed(Subject subject, ParseResult result) {
        if (result instanceof ParseResult.Parsed parsed) {
            return checkable(subject, parsed.schema());
        }
        return unusable(subject, ((ParseResult.Invalid) result).reason());
    }

    private static SchemaAnswer checkable(Subject subject, ParsedSchema schema) {
        return schema instanceof AvroSchema avro
                ? new Known(subject, AvroPayloads.of(avro), false)
                : unusable(subject, "payloads of type " + schema.type() + " cannot be checked yet");
    }

    private static SchemaAnswer unusable(Subject subject, String reason) {
        return new Unusable(subject, reason, false);
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
            Answer<RegisteredSchema> target = registry.version(Subject.parse(reference.subject(), home), exact);
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
