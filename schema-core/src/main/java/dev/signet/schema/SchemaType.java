package dev.signet.schema;

import java.util.Optional;

/** The schema languages that the protocol knows; which of them a build can read, its formats say. */
public enum SchemaType {
    AVRO,
    JSON,
    PROTOBUF;

    /** The type of that exact name (the protocol is case-sensitive here); empty if there is none. */
    public static Optional<SchemaType> named(String name) {
        for (SchemaType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
