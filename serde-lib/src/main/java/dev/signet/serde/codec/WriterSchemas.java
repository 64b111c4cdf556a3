package dev.signet.serde.codec;

import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.schema.Answer;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.avro.AvroSchema;
import dev.signet.schema.compat.Mismatch;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/** Asks a registry which schema and id a datum is written with. Safe for concurrent use; remembers no decision. */
final class WriterSchemas {
    private static final int LATEST_BEFORE = 1_000;

    private final SchemaRegistry registry;
    private final RegistrySchemas schemas;
    private final WriteAs writeAs;
    private final IdentityCache<WriterSchema> latestBefore = new IdentityCache<>(LATEST_BEFORE);

    WriterSchemas(SchemaRegistry registry, WriteAs writeAs) {
        this.registry = registry;
        this.schemas = new RegistrySchemas(registry);
        this.writeAs = writeAs;
    }

    /**
     * Decides for data of one schema under one subject.
     *
     * @throws UnwritableRecordException if the registry refuses, or its schema does not fit the data
     */
    WriterSchema choose(Subject subject, Schema own) {
        SchemaChoice choice = writeAs.choice();
        if (choice instanceof SchemaChoice.UseId use) {
            SchemaGuid guid = require(registry.schema(subject.context(), use.id()), subject, "")
                    .guid();
            AvroSchema found = require(schemas.schema(subject.context(), use.id()), subject, "");
            return through(own, new Named(found, use.id(), guid, "schema id " + use.id()), use.fit());
        } else if (choice instanceof SchemaChoice.UseGuid use) {
            AvroSchema found = require(schemas.schema(use.guid(), subject.context()), subject, "");
            SchemaText text = require(registry.schema(use.guid()), subject, "").schema();
            SchemaId id = require(registry.lookup(subject, text, Normalize.NO), subject, "")
                    .id();
            return through(own, new Named(found, id, use.guid(), "schema GUID " + use.guid()), use.fit());
        } else if (choice instanceof SchemaChoice.UseLatest use) {
            return latest(own, registry.version(subject, VersionSelector.LATEST), subject, use.fit());
        } else if (choice instanceof SchemaChoice.UseLatestWith use) {
            return latest(own, registry.version(subject, use.properties()), subject, use.fit());
        }
        RegisteredSchema registered = own(subject, own, choice);
        return WriterSchema.of(registered.id(), registered.guid(), writeAs.encoder(own), writeAs.form());
    }

    private RegisteredSchema own(Subject subject, Schema own, SchemaChoice choice) {
        SchemaText text = SchemaText.avro(writeAs.text(own));
        if (choice instanceof SchemaChoice.Register) {
            return require(registry.register(subject, text, writeAs.normalize()), subject, "");
        }
        return require(
                registry.lookup(subject, text, writeAs.normalize()),
                subject,
                "; register the schema first, or set auto.register.schemas=true");
    }

    /** The same object again as long as the registry gives the same answer, since it is dear to make. */
    private WriterSchema latest(Schema own, Answer<RegisteredSchema> answer, Subject subject, SchemaChoice.Fit fit) {
        RegisteredSchema latest =
                require(answer, subject, "; register a schema first, or set auto.register.schemas=true");
        String name = "version " + latest.version() + " of '" + subject + "'";
        WriterSchema before = latestBefore.get(name, own);
        if (before != null && before.id().equals(latest.id())) {
            return before;
        }
        AvroSchema schema = require(schemas.schema(latest), subject, "");
        WriterSchema made = through(own, new Named(schema, latest.id(), latest.guid(), name), fit);
        latestBefore.put(name, own, made);
        return made;
    }

    private WriterSchema through(Schema own, Named registered, SchemaChoice.Fit fit) {
        Schema written = registered.schema().avro();
        if (fit == SchemaChoice.Fit.UNCHECKED) {
            return registered.writtenBy(writeAs.encoder(written), writeAs.form());
        }
        List<Mismatch> mismatches =
                registered.schema().readabilityOf(AvroSchema.of(own)).mismatches();
        if (!mismatches.isEmpty()) {
            Mismatch first = mismatches.get(0);
            throw new UnwritableRecordException(registered.name() + " cannot read data of the datum's schema "
                    + own.getFullName() + ": "
                    + first.rule().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " at " + first.pointer() + " ("
                    + first.subjectOfRule() + ")"
                    + "; write data of the registered schema, or switch the check off"
                    + " (latest.compatibility.strict, id.compatibility.strict)");
        }
        return registered.writtenBy(writeAs.encoder(own, written), writeAs.form());
    }

    /** A schema of the registry, and what it is called in messages. */
    private record Named(AvroSchema schema, SchemaId id, SchemaGuid guid, String name) {
        WriterSchema writtenBy(AvroEncoder encoder, WireForm form) {
            return WriterSchema.of(id, guid, encoder, form);
        }
    }

    private static <T> T require(Answer<T> answer, Subject subject, String nextStep) {
        if (answer instanceof Answer.Done<T> done) {
            return done.value();
        }
        Refusal refusal = ((Answer.Refused<T>) answer).refusal();
        throw new UnwritableRecordException("the registry refuses subject '" + subject + "': " + refusal.message()
                + " (" + refusal.code().code() + ")" + nextStep);
    }
}
