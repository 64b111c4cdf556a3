package dev.signet.serde.connect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/**
 * One Connect schema as an Avro schema, with its properties in the order in which the usual converter writes them, so
 * that the text is the same. For one conversion, by one thread.
 */
final class ToAvroSchema {
    private static final String LOGICAL_TYPE = "logicalType";
    private static final Map<String, String> LOGICAL_TYPES = Map.of(
            Decimal.LOGICAL_NAME, "decimal",
            Date.LOGICAL_NAME, "date",
            Time.LOGICAL_NAME, "time-millis",
            Timestamp.LOGICAL_NAME, "timestamp-millis");

    private final ConnectSettings settings;
    private final Map<String, org.apache.avro.Schema> records = new HashMap<>();

    ToAvroSchema(ConnectSettings settings) {
        this.settings = settings;
    }

    /** The Avro schema: a union with null if the Connect schema is optional. */
    org.apache.avro.Schema schema(Schema connect) {
        List<org.apache.avro.Schema> types = new ArrayList<>();
        if (isUnion(connect)) {
            connect.fields().forEach(field -> types.add(required(field.schema())));
        } else if (!connect.isOptional()) {
            return required(connect);
        } else {
            types.add(required(connect));
        }
        if (connect.isOptional()) {
            org.apache.avro.Schema none = org.apache.avro.Schema.create(org.apache.avro.Schema.Type.NULL);
            // A default must be of the first branch.
            types.add(connect.defaultValue() == null ? 0 : types.size(), none);
        }
        return org.apache.avro.Schema.createUnion(types);
    }

    /** Whether a struct stands for an Avro union of several types, with a field for each. */
    static boolean isUnion(Schema connect) {
        return connect.type() == Schema.Type.STRUCT && Props.UNION.equals(connect.name());
    }

    /** The Avro schema of values that are present. */
    private org.apache.avro.Schema required(Schema connect) {
        if (connect.type() == Schema.Type.STRUCT) {
            return record(connect);
        }
        org.apache.avro.Schema avro = bare(connect);
        if (Decimal.LOGICAL_NAME.equals(connect.name())) {
            avro.addProp("scale", parameter(connect, Decimal.SCALE_FIELD));
            avro.addProp("precision", precision(connect));
        }
        describe(avro, connect);
        String logicalType = connect.name() == null ? null : LOGICAL_TYPES.get(connect.name());
        if (logicalType != null) {
            avro.addProp(LOGICAL_TYPE, logicalType);
        }
        small(avro, connect);
        return avro;
    }

    private org.apache.avro.Schema bare(Schema connect) {
        return switch (connect.type()) {
            case INT8, INT16, INT32 -> scalar(org.apache.avro.Schema.Type.INT);
            case INT64 -> scalar(org.apache.avro.Schema.Type.LONG);
            case FLOAT32 -> scalar(org.apache.avro.Schema.Type.FLOAT);
            case FLOAT64 -> scalar(org.apache.avro.Schema.Type.DOUBLE);
            case BOOLEAN -> scalar(org.apache.avro.Schema.Type.BOOLEAN);
            case STRING -> isEnum(connect) ? symbols(connect) : scalar(org.apache.avro.Schema.Type.STRING);
            case BYTES -> scalar(org.apache.avro.Schema.Type.BYTES);
            case ARRAY -> org.apache.avro.Schema.createArray(schema(connect.valueSchema()));
            case MAP -> map(connect);
            case STRUCT -> record(connect);
        };
    }

    private static org.apache.avro.Schema scalar(org.apache.avro.Schema.Type type) {
        return org.apache.avro.Schema.create(type);
    }

    private boolean isEnum(Schema connect) {
        return settings.enums() == ConnectSettings.Enums.KEPT
                && connect.parameters() != null
                && connect.parameters().containsKey(Props.ENUM);
    }

    private org.apache.avro.Schema symbols(Schema connect) {
        String name = String.valueOf(connect.parameters().get(Props.ENUM));
        org.apache.avro.Schema known = records.get(name);
        if (known != null) {
            return known;
        }
        String prefix = Props.ENUM + ".";
        List<String> symbols = connect.parameters().entrySet().stream()
                .filter(parameter -> parameter.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .toList();
        org.apache.avro.Schema made = org.apache.avro.Schema.createEnum(name, null, null, symbols);
        records.put(name, made);
        return made;
    }

    private void small(org.apache.avro.Schema avro, Schema connect) {
        if (settings.metadata() == ConnectSettings.Metadata.WRITTEN) {
            switch (connect.type()) {
                case INT8 -> avro.addProp(Props.TYPE, Props.INT8);
                case INT16 -> avro.addProp(Props.TYPE, Props.INT16);
                default -> {}
            }
        }
    }

    private org.apache.avro.Schema map(Schema connect) {
        if (hasTextKeys(connect, settings.mapKeys())) {
            return org.apache.avro.Schema.createMap(schema(connect.valueSchema()));
        }
        org.apache.avro.Schema entry = connect.name() == null
                ? org.apache.avro.Schema.createRecord(Props.MAP_ENTRY, null, Props.NAMESPACE, false)
                : org.apache.avro.Schema.createRecord(fullName(connect.name()), null, null, false);
        entry.setFields(
                List.of(field(Props.KEY_FIELD, connect.keySchema()), field(Props.VALUE_FIELD, connect.valueSchema())));
        if (connect.name() != null) {
            entry.addProp(Props.INTERNAL_TYPE, Props.MAP_ENTRY);
        }
        return org.apache.avro.Schema.createArray(entry);
    }

    /** Whether a Connect map can be an Avro map, whose keys are strings. */
    static boolean hasTextKeys(Schema map, ConnectSettings.MapKeys keys) {
        return map.keySchema().type() == Schema.Type.STRING
                && (!map.keySchema().isOptional() || keys == ConnectSettings.MapKeys.ANY_TEXT);
    }

    private org.apache.avro.Schema record(Schema connect) {
        String name = connect.name() == null ? Props.NAMESPACE + "." + Props.DEFAULT_RECORD : fullName(connect.name());
        org.apache.avro.Schema known = records.get(name);
        if (known != null) {
            return known;
        }
        org.apache.avro.Schema record = org.apache.avro.Schema.createRecord(name, null, null, false);
        records.put(name, record);
        record.setFields(connect.fields().stream()
                .map(field -> field(field.name(), field.schema()))
                .toList());
        describe(record, connect);
        return record;
    }

    private org.apache.avro.Schema.Field field(String given, Schema connect) {
        String name = name(given);
        org.apache.avro.Schema type = schema(connect);
        Object standard = connect.defaultValue();
        if (standard != null) {
            return new org.apache.avro.Schema.Field(name, type, connect.doc(), json(connect, type));
        }
        return connect.isOptional()
                ? new org.apache.avro.Schema.Field(name, type, connect.doc(), JsonProperties.NULL_VALUE)
                : new org.apache.avro.Schema.Field(name, type, connect.doc());
    }

    private Object json(Schema connect, org.apache.avro.Schema avro) {
        Object datum = new ToAvroValue(settings).value(connect.defaultValue(), connect, avro);
        return ConnectDefaults.json(datum, avro);
    }

    private void describe(org.apache.avro.Schema avro, Schema connect) {
        if (settings.metadata() == ConnectSettings.Metadata.LEFT_OUT || avro.getObjectProp(Props.NAME) != null) {
            return;
        }
        boolean whole = settings.typeDocDefault() == ConnectSettings.TypeDocDefault.WRITTEN;
        if (connect.doc() != null && whole) {
            avro.addProp(Props.DOC, connect.doc());
        }
        if (connect.version() != null) {
            avro.addProp(Props.VERSION, connect.version());
        }
        if (connect.parameters() != null && !connect.parameters().isEmpty()) {
            avro.addProp(Props.PARAMETERS, connect.parameters());
        }
        if (connect.defaultValue() != null && whole) {
            avro.addProp(Props.DEFAULT, json(connect, avro));
        }
        if (connect.name() != null) {
            avro.addProp(Props.NAME, connect.name());
        }
    }

    private static int precision(Schema decimal) {
        Map<String, String> parameters = decimal.parameters();
        return parameters != null && parameters.containsKey(Props.PRECISION_PARAMETER)
                ? parameter(decimal, Props.PRECISION_PARAMETER)
                : Props.DECIMAL_PRECISION;
    }

    private static int parameter(Schema decimal, String name) {
        String text = decimal.parameters() == null ? null : decimal.parameters().get(name);
        if (text == null) {
            throw new DataException("a Decimal schema has no parameter '" + name + "'");
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException wrong) {
            throw new DataException("a Decimal schema has the parameter '" + name + "' " + text, wrong);
        }
    }

    private String fullName(String given) {
        return settings.names() == ConnectSettings.Names.AS_GIVEN
                ? given
                : Arrays.stream(given.split("\\.", -1)).map(this::name).collect(Collectors.joining("."));
    }

    /** Letters, digits and underscores, no digit first. */
    private String name(String given) {
        if (settings.names() == ConnectSettings.Names.AS_GIVEN || given.isEmpty()) {
            return given;
        }
        String ascii = URLEncoder.encode(given, StandardCharsets.UTF_8);
        char first = ascii.charAt(0);
        boolean begun = first == '_' || first >= 'A' && first <= 'Z' || first >= 'a' && first <= 'z';
        return (begun ? ascii : "x" + ascii).replaceAll("[^A-Za-z0-9_]", "_");
    }
}
