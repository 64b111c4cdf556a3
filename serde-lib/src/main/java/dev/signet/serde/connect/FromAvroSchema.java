package dev.signet.serde.connect;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** One Avro schema as a Connect schema. For one conversion, by one thread. */
final class FromAvroSchema {
    private static final Object NONE = new Object();

    private final ConnectSettings settings;
    private final Set<String> open = new HashSet<>();

    FromAvroSchema(ConnectSettings settings) {
        this.settings = settings;
    }

    /** The Connect schema: optional if the Avro schema is a union with null, or null itself. */
    Schema schema(org.apache.avro.Schema avro) {
        return schema(avro, NONE, null);
    }

    private Schema schema(org.apache.avro.Schema avro, @Nullable Object standard, @Nullable String doc) {
        boolean optional = FromAvroValue.isOptional(avro);
        org.apache.avro.Schema present = FromAvroValue.present(avro);
        SchemaBuilder builder = builder(present);
        describe(builder, present, doc);
        if (optional) {
            builder.optional();
        }
        Object given = standard == NONE ? standard(present) : standard;
        if (given != NONE && given != null && given != JsonProperties.NULL_VALUE) {
            builder.defaultValue(FromAvroValue.value(given, present, builder));
        }
        return builder.build();
    }

    /** The default that stands at the type itself. */
    private static @Nullable Object standard(org.apache.avro.Schema avro) {
        Object json = avro.getObjectProp(Props.DEFAULT);
        return json == null
                ? NONE
                : FromAvroValue.standard(new org.apache.avro.Schema.Field("standard", avro, null, json));
    }

    private SchemaBuilder builder(org.apache.avro.Schema avro) {
        return switch (avro.getType()) {
            case NULL -> SchemaBuilder.string().optional();
            case BOOLEAN -> SchemaBuilder.bool();
            case INT -> integer(avro);
            case LONG ->
                avro.getLogicalType() instanceof LogicalTypes.TimestampMillis
                        ? Timestamp.builder()
                        : SchemaBuilder.int64();
            case FLOAT -> SchemaBuilder.float32();
            case DOUBLE -> SchemaBuilder.float64();
            case STRING -> SchemaBuilder.string();
            case ENUM -> symbols(avro);
            case BYTES, FIXED -> bytes(avro);
            case ARRAY ->
                FromAvroValue.isEntries(avro) ? entries(avro) : SchemaBuilder.array(schema(avro.getElementType()));
            case MAP -> SchemaBuilder.map(Schema.STRING_SCHEMA, schema(avro.getValueType()));
            case UNION -> union(avro);
            case RECORD -> record(avro);
        };
    }

    private static SchemaBuilder integer(org.apache.avro.Schema avro) {
        LogicalType logical = avro.getLogicalType();
        if (logical instanceof LogicalTypes.Date) {
            return Date.builder();
        } else if (logical instanceof LogicalTypes.TimeMillis) {
            return Time.builder();
        }
        String connectType = avro.getProp(Props.TYPE);
        return Props.INT8.equals(connectType)
                ? SchemaBuilder.int8()
                : Props.INT16.equals(connectType) ? SchemaBuilder.int16() : SchemaBuilder.int32();
    }

    private SchemaBuilder symbols(org.apache.avro.Schema avro) {
        SchemaBuilder builder = SchemaBuilder.string();
        if (settings.enums() == ConnectSettings.Enums.KEPT && avro.getObjectProp(Props.PARAMETERS) == null) {
            builder.parameter(Props.ENUM, avro.getFullName());
            avro.getEnumSymbols().forEach(symbol -> builder.parameter(Props.ENUM + "." + symbol, symbol));
        }
        return builder;
    }

    private static SchemaBuilder bytes(org.apache.avro.Schema avro) {
        return avro.getLogicalType() instanceof LogicalTypes.Decimal decimal ? decimal(decimal) : SchemaBuilder.bytes();
    }

    private static SchemaBuilder decimal(LogicalTypes.Decimal decimal) {
        SchemaBuilder builder = Decimal.builder(decimal.getScale());
        return decimal.getPrecision() == Props.DECIMAL_PRECISION
                ? builder
                : builder.parameter(Props.PRECISION_PARAMETER, Integer.toString(decimal.getPrecision()));
    }

    private SchemaBuilder entries(org.apache.avro.Schema avro) {
        List<org.apache.avro.Schema.Field> fields = avro.getElementType().getFields();
        return SchemaBuilder.map(
                schema(fields.get(0).schema()), schema(fields.get(1).schema()));
    }

    /** A union of several types: a struct with an optional field for each. */
    private SchemaBuilder union(org.apache.avro.Schema avro) {
        SchemaBuilder struct = SchemaBuilder.struct().name(Props.UNION);
        for (org.apache.avro.Schema branch : avro.getTypes()) {
            if (branch.getType() != org.apache.avro.Schema.Type.NULL) {
                SchemaBuilder field = builder(branch);
                describe(field, branch, null);
                String name = settings.enums() == ConnectSettings.Enums.KEPT ? branch.getFullName() : branch.getName();
                struct.field(name, field.optional().build());
            }
        }
        return struct;
    }

    private SchemaBuilder record(org.apache.avro.Schema avro) {
        if (!open.add(avro.getFullName())) {
            throw new DataException("the Avro record " + avro.getFullName()
                    + " contains itself, which a Connect schema cannot express");
        }
        SchemaBuilder struct = SchemaBuilder.struct();
        for (org.apache.avro.Schema.Field field : avro.getFields()) {
            Object standard = field.hasDefaultValue() ? FromAvroValue.standard(field) : NONE;
            struct.field(field.name(), schema(field.schema(), standard, field.doc()));
        }
        open.remove(avro.getFullName());
        return struct;
    }

    private static void describe(SchemaBuilder builder, org.apache.avro.Schema avro, @Nullable String doc) {
        if (builder.name() == null) {
            name(builder, avro);
        }
        String text = avro.getProp(Props.DOC) != null ? avro.getProp(Props.DOC) : doc != null ? doc : avro.getDoc();
        if (text != null) {
            builder.doc(text);
        }
        if (builder.version() == null && avro.getObjectProp(Props.VERSION) instanceof Number version) {
            builder.version(version.intValue());
        }
        if (builder.parameters() == null && avro.getObjectProp(Props.PARAMETERS) instanceof Map<?, ?> parameters) {
            parameters.forEach((key, value) -> builder.parameter(String.valueOf(key), String.valueOf(value)));
        }
    }

    private static void name(SchemaBuilder builder, org.apache.avro.Schema avro) {
        String given = avro.getProp(Props.NAME);
        boolean named = switch (avro.getType()) {
            case RECORD, ENUM, FIXED -> true;
            default -> false;
        };
        boolean unnamed = avro.getFullName().equals(Props.NAMESPACE + "." + Props.DEFAULT_RECORD);
        if (given != null) {
            builder.name(given);
        } else if (named && !unnamed) {
            builder.name(avro.getFullName());
        }
    }
}
