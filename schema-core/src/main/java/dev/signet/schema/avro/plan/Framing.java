package dev.signet.schema.avro.plan;

/** How a datum of top-level type {@code bytes} stands in a payload; every other type is the same in both. */
public enum Framing {
    /** As the usual serializers write records: the bytes themselves, without their length. */
    REGISTRY,
    /** As the Avro specification writes a datum: the length, then the bytes. */
    AVRO
}
