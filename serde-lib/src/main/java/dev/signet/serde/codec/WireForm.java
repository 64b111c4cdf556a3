package dev.signet.serde.codec;

/** How a written record names its schema. */
public enum WireForm {
    /** Magic byte 0 and the schema id in front of the payload. */
    ID_PREFIX,
    /** Magic byte 1 and the schema's GUID in front of the payload. */
    GUID_PREFIX,
    /** The bytes of {@link #GUID_PREFIX} in a header of the message, and nothing in front of the payload. */
    GUID_HEADER
}
