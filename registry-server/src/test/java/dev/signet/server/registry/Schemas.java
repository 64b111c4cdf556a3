package dev.signet.server.registry;

import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import java.util.List;

/** Schemas for tests. */
final class Schemas {
    private Schemas() {}

    /** A record with optional fields of these names. */
    static SchemaText record(String name, String... optionalFields) {
        StringBuilder fields = new StringBuilder();
        for (String field : optionalFields) {
            fields.append(fields.isEmpty() ? "" : ",")
                    .append("{\"name\":\"")
                    .append(field)
                    .append("\",\"type\":\"int\",\"default\":0}");
        }
        return SchemaText.avro("{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[" + fields + "]}");
    }

    /** A record with one field, which must be given. */
    static SchemaText required(String name, String field, String type) {
        return SchemaText.avro("{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[{\"name\":\"" + field
                + "\",\"type\":\"" + type + "\"}]}");
    }

    /** A record with a field of a type that another subject defines. */
    static SchemaText referring(String name, String type, String subject, int version) {
        return required(name, "part", type).withReferences(List.of(new SchemaReference(type, subject, version)));
    }
}
