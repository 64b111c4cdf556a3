package dev.signet.serde.codec;

import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.schema.Answer;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.avro.AvroSchema;
import dev.signet.schema.compat.Mismatch;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/** Asks a registry which schema and id a datum is written with. Safe for concurrent use; remembers nothing. */
final class WriterSchemas {
    private final SchemaRegistry registry;
    private final RegistrySchemas schemas;
    private final WriteAs writeAs;

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
            AvroSchema found = require(schemas.schema(subject.context(), use.id()), subject, "");
            return through(own, found, use.id(), use.fit(), "schema id " + use.id());
        } else if (choice instanceof SchemaChoice.UseGuid use) {
            AvroSchema found = require(schemas.schema(use.guid(), subject.context()), subject, "");
            SchemaText text = require(registry.schema(use.guid()), subject, "").schema();
            SchemaId id = require(registry.lookup(subject, text, Normalize.NO), subject, "")
                    .id();
            return through(own, found, id, use.fit(), "schema GUID " + use.guid());
        } else if (choice instanceof SchemaChoice.UseLatest use) {
            return latest(subject, own, use);
        }
        return new WriterSchema(own(subject, own, choice).id(), AvroEncoder.of(own, writeAs.logicalTypes()));
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

    private WriterSchema latest(Subject subject, Schema own, SchemaChoice.UseLatest use) {
        RegisteredSchema latest = require(
                registry.version(subject, VersionSelector.LATEST),
                subject,
                "; register a schema first, or set auto.register.schemas=true");
        AvroSchema schema = require(schemas.schema(latest), subject, "");
        return through(own, schema, latest.id(), use.fit(), "version " + latest.version() + " of '" + subject + "'");
    }

    private WriterSchema through(
            Schema own, AvroSchema registered, SchemaId id, SchemaChoice.Fit fit, String registeredName) {
        if (fit == SchemaChoice.Fit.UNCHECKED) {
            return new WriterSchema(id, AvroEncoder.of(registered.avro(), writeAs.logicalTypes()));
        }
        List<Mismatch> mismatches = registered.readabilityOf(AvroSchema.of(own)).mismatches();
        if (!mismatches.isEmpty()) {
            Mismatch first = mismatches.get(0);
            throw new UnwritableRecordException(registeredName + " cannot read data of the datum's schema "
                    + own.getFullName() + ": "
                    + first.rule().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " at " + first.pointer() + " ("
                    + first.subjectOfRule() + ")"
                    + "; write data of the registered schema, or switch the check off"
                    + " (latest.compatibility.strict, id.compatibility.strict)");
        }
        return new WriterSchema(id, AvroEncoder.through(own, registered.avro(), writeAs.logicalTypes()));
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
