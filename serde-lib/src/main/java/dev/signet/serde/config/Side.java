package dev.signet.serde.config;

import dev.signet.schema.wire.WireFormat;

/** Which part of a record a serializer or deserializer is for. */
public enum Side {
    KEY("key", WireFormat.KEY_HEADER),
    VALUE("value", WireFormat.VALUE_HEADER);

    private final String word;
    private final String header;

    Side(String word, String header) {
        this.word = word;
        this.header = header;
    }

    public static Side of(boolean isKey) {
        return isKey ? KEY : VALUE;
    }

    /** {@code key} or {@code value}, as configuration keys and subjects say it. */
    public String word() {
        return word;
    }

    /** The record header that may hold the prefix. */
    public String header() {
        return header;
    }
}
