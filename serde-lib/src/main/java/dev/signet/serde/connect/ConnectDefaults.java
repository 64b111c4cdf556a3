package dev.signet.serde.connect;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Avro data as the JSON-like objects that {@link Schema.Field} takes for a default. */
final class ConnectDefaults {
    private ConnectDefaults() {}

    static Object json(@Nullable Object value, Schema schema) {
        if (value == null) {
            return JsonProperties.NULL_VALUE;
        }
        return switch (schema.getType()) {
            // The default is of the first branch, see ToAvroSchema.
            case UNION -> json(value, schema.getTypes().get(0));
            case BYTES -> bytes((ByteBuffer) value);
            case ARRAY ->
                ((List<?>) value)
                        .stream()
                                .map(item -> json(item, schema.getElementType()))
                                .toList();
            case MAP -> map((Map<?, ?>) value, schema.getValueType());
            case RECORD -> record((GenericRecord) value);
            default -> value;
        };
    }

    private static byte[] bytes(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return bytes;
    }

    private static Map<String, Object> map(Map<?, ?> value, Schema type) {
        Map<String, Object> json = new LinkedHashMap<>();
        value.forEach((key, item) -> json.put(String.valueOf(key), json(item, type)));
        return json;
    }

    private static Map<String, Object> record(GenericRecord value) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Schema.Field field : value.getSchema().getFields()) {
            json.put(field.name(), json(value.get(field.pos()), field.schema()));
        }
        return json;
    }
}
