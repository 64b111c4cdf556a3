package dev.signet.serde.config;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.avro.plan.Strictness;
import dev.signet.schema.naming.WellKnownClasses;
import dev.signet.schema.wire.WireFormat;
import dev.signet.serde.codec.LogicalTypes;
import dev.signet.serde.codec.ReadAs;
import dev.signet.serde.codec.compiled.CodeGeneration;
import dev.signet.serde.reflect.Nulls;
import dev.signet.serde.reflect.Reflection;
import dev.signet.serde.reflect.TrustedClasses;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Reads what is made of records. For one thread. */
final class ReadingKeys {
    private final Keys keys;
    private final Side side;

    ReadingKeys(Keys keys, Side side) {
        this.keys = keys;
        this.side = side;
    }

    ReadAs readAs(Optional<Reflection> reflection) {
        return new ReadAs(
                reflection
                        .<ReadAs.Target>map(by -> new ReadAs.Shaped(by::readerSchema))
                        .orElseGet(this::target),
                reflection.isPresent() ? LogicalTypes.UNDERLYING : logicalTypes(keys),
                strictness(),
                keys.flag("avro.fail.on.trailing.data", false) ? ReadAs.Trailing.REFUSED : ReadAs.Trailing.IGNORED,
                generation(keys));
    }

    static LogicalTypes logicalTypes(Keys keys) {
        return keys.flag("avro.use.logical.type.converters", false) ? LogicalTypes.CONVERTED : LogicalTypes.UNDERLYING;
    }

    static CodeGeneration generation(Keys keys) {
        return keys.parsed(
                        "signet.codec.generation",
                        "background, at-once or off",
                        text -> CodeGeneration.valueOf(
                                text.toUpperCase(Locale.ROOT).replace('-', '_')))
                .orElse(CodeGeneration.BACKGROUND);
    }

    /** How objects of ordinary classes are written and read, if they are to be. */
    Optional<Reflection> reflection() {
        Nulls nulls = keys.flag("avro.reflection.allow.null", false) ? Nulls.ALLOWED : Nulls.AS_ANNOTATED;
        List<String> packages = keys.text("signet.trusted.packages").stream()
                .flatMap(names -> Stream.of(names.split(",", -1)))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
        if (!keys.flag("schema.reflection", false)) {
            return Optional.empty();
        }
        Optional<Class<?>> type = keys.type("specific.avro." + side.word() + ".type");
        return Optional.of(new Reflection(nulls, new TrustedClasses(type, packages, ClassLoaders.users())));
    }

    private ReadAs.Target target() {
        String key = "specific.avro." + side.word() + ".type";
        Optional<Class<?>> type = keys.type(key);
        type.filter(given -> !SpecificRecord.class.isAssignableFrom(given))
                .ifPresent(other -> keys.problem(key + " is " + other.getName() + ", which is no SpecificRecord"));
        return keys.flag("specific.avro.reader", false)
                ? new ReadAs.Specific(type)
                : new ReadAs.Generic(Optional.empty());
    }

    private Strictness strictness() {
        return keys.parsed(
                        "signet.payload.check",
                        "lenient or strict",
                        text -> Strictness.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(Strictness.LENIENT);
    }

    /** The header and then the payload, unless told otherwise. */
    IdSource idSource() {
        String key = side.word() + ".schema.id.deserializer";
        String name = keys.text(key).orElse("DualSchemaIdDeserializer");
        Optional<IdSource> source = WellKnownClasses.meaning(name, simple -> switch (simple) {
            case "DualSchemaIdDeserializer" -> Optional.of(new IdSource.HeaderOrPrefix(side.header()));
            case "PrefixSchemaIdDeserializer" -> Optional.of(new IdSource.PrefixOnly());
            case "HeaderSchemaIdDeserializer" -> Optional.of(new IdSource.HeaderOnly(side.header()));
            case "ConfigSchemaIdDeserializer" -> Optional.of(fixed(key));
            default -> Optional.empty();
        });
        if (source.isEmpty()) {
            keys.problem(key + " is '" + name + "', expected DualSchemaIdDeserializer, PrefixSchemaIdDeserializer,"
                    + " HeaderSchemaIdDeserializer or ConfigSchemaIdDeserializer; a class with another form of its own"
                    + " is not supported");
        }
        return source.orElseGet(() -> new IdSource.HeaderOrPrefix(side.header()));
    }

    private IdSource fixed(String key) {
        Optional<SchemaId> id = WritingKeys.schemaId(keys);
        Optional<SchemaGuid> guid = WritingKeys.schemaGuid(keys);
        if (id.isEmpty() && guid.isEmpty()) {
            keys.problem("use.schema.id or use.schema.guid is missing, and " + key + "=ConfigSchemaIdDeserializer needs"
                    + " one");
        }
        return id.map(WireFormat::prefix)
                .or(() -> guid.map(WireFormat::prefix))
                .<IdSource>map(IdSource.Fixed::new)
                .orElseGet(IdSource.PrefixOnly::new);
    }
}
