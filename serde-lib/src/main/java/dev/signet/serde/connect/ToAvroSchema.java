package dev.signet.serde.connect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/** One Connect schema as an Avro schema. For one conversion, by one thread. */
final class ToAvroSchema {
    private final Map<String, org.apache.avro.Schema> records = new HashMap<>();

    /** The Avro schema: a union with null if the Connect schema is optional. */
    org.apache.avro.Schema schema(Schema connect) {
        org.apache.avro.Schema required = required(connect);
        if (!connect.isOptional()) {
            return required;
        }
        org.apache.avro.Schema none = org.apache.avro.Schema.create(org.apache.avro.Schema.Type.NULL);
        // A default must be of the first branch.
        return org.apache.avro.Schema.createUnion(
                connect.defaultValue() == null ? List.of(none, required) : List.of(required, none));
    }

    /** The Avro schema of values that are present. */
    private org.apache.avro.Schema required(Schema connect) {
        if (connect.type() == Schema.Type.STRUCT) {
            return record(connect);
        }
        org.apache.avro.Schema avro = bare(connect);
        describe(avro, connect);
        logicalType(avro, connect);
        return avro;
    }

    private org.apache.avro.Schema bare(Schema connect) {
        return switch (connect.type()) {
            case INT8 -> small(Props.INT8);
            case INT16 -> small(Props.INT16);
            case INT32 -> scalar(org.apache.avro.Schema.Type.INT);
            case INT64 -> scalar(org.apache.avro.Schema.Type.LONG);
            case FLOAT32 -> scalar(org.apache.avro.Schema.Type.FLOAT);
            case FLOAT64 -> scalar(org.apache.avro.Schema.Type.DOUBLE);
            case BOOLEAN -> scalar(org.apache.avro.Schema.Type.BOOLEAN);
            case STRING -> scalar(org.apache.avro.Schema.Type.STRING);
            case BYTES -> scalar(org.apache.avro.Schema.Type.BYTES);
            case ARRAY -> org.apache.avro.Schema.createArray(schema(connect.valueSchema()));
            case MAP -> map(connect);
            case STRUCT -> record(connect);
        };
    }

    private static org.apache.avro.Schema scalar(org.apache.avro.Schema.Type type) {
        return org.apache.avro.Schema.create(type);
    }

    private static org.apache.avro.Schema small(String connectType) {
        org.apache.avro.Schema schema = scalar(org.apache.avro.Schema.Type.INT);
        schema.addProp(Props.TYPE, connectType);
        return schema;
    }

    private org.apache.avro.Schema map(Schema connect) {
        if (hasTextKeys(connect)) {
            return org.apache.avro.Schema.createMap(schema(connect.valueSchema()));
        }
        org.apache.avro.Schema entry = org.apache.avro.Schema.createRecord(
                connect.name() == null ? Props.MAP_ENTRY : connect.name(), null, Props.NAMESPACE, false);
        entry.setFields(List.of(
                new org.apache.avro.Schema.Field(Props.KEY_FIELD, schema(connect.keySchema())),
                new org.apache.avro.Schema.Field(Props.VALUE_FIELD, schema(connect.valueSchema()))));
        return org.apache.avro.Schema.createArray(entry);
    }

    /** Whether a Connect map can be an Avro map, whose keys are strings. */
    static boolean hasTextKeys(Schema map) {
        return map.keySchema().type() == Schema.Type.STRING && !map.keySchema().isOptional();
    }

    private org.apache.avro.Schema record(Schema connect) {
        String name = connect.name() == null ? Props.NAMESPACE + "." + Props.DEFAULT_RECORD : connect.name();
        org.apache.avro.Schema known = records.get(name);
        if (known != null) {
            return known;
        }
        org.apache.avro.Schema record = org.apache.avro.Schema.createRecord(name, connect.doc(), null, false);
        records.put(name, record);
        record.setFields(connect.fields().stream().map(this::field).toList());
        describe(record, connect);
        return record;
    }

    private org.apache.avro.Schema.Field field(Field field) {
        org.apache.avro.Schema type = schema(field.schema());
        Object standard = field.schema().defaultValue();
        if (standard != null) {
            Object value = ConnectDefaults.json(ToAvroValue.value(standard, field.schema(), type), type);
            return new org.apache.avro.Schema.Field(
                    field.name(), type, field.schema().doc(), value);
        }
        return field.schema().isOptional()
                ? new org.apache.avro.Schema.Field(
                        field.name(), type, field.schema().doc(), JsonProperties.NULL_VALUE)
                : new org.apache.avro.Schema.Field(
                        field.name(), type, field.schema().doc());
    }

    private static void describe(org.apache.avro.Schema avro, Schema connect) {
        if (connect.version() != null) {
            avro.addProp(Props.VERSION, connect.version());
        }
        if (connect.doc() != null) {
            avro.addProp(Props.DOC, connect.doc());
        }
        if (connect.parameters() != null && !connect.parameters().isEmpty()) {
            avro.addProp(Props.PARAMETERS, connect.parameters());
        }
        if (connect.name() != null) {
            avro.addProp(Props.NAME, connect.name());
        }
    }

    private static void logicalType(org.apache.avro.Schema avro, Schema connect) {
        if (connect.name() == null) {
            return;
        }
        switch (connect.name()) {
            case Decimal.LOGICAL_NAME ->
                LogicalTypes.decimal(Props.DECIMAL_PRECISION, scale(connect)).addToSchema(avro);
            case Date.LOGICAL_NAME -> LogicalTypes.date().addToSchema(avro);
            case Time.LOGICAL_NAME -> LogicalTypes.timeMillis().addToSchema(avro);
            case Timestamp.LOGICAL_NAME -> LogicalTypes.timestampMillis().addToSchema(avro);
            default -> {}
        }
    }

    private static int scale(Schema decimal) {
        String scale =
                decimal.parameters() == null ? null : decimal.parameters().get(Decimal.SCALE_FIELD);
        if (scale == null) {
            throw new DataException("a Decimal schema has no parameter '" + Decimal.SCALE_FIELD + "'");
        }
        return Integer.parseInt(scale);
    }
}
