package dev.signet.schema;

/**
 * A schema in the form that is stored: canonical text, pinned references, and the identity that follows from both.
 *
 * @param content the schema with its canonical text
 * @param identity the digests over it
 */
public record CanonicalSchema(SchemaText content, SchemaIdentity identity) {
    /** Identifies a schema whose text is already canonical and whose references are pinned. */
    public static CanonicalSchema of(SchemaText canonical) {
        return new CanonicalSchema(canonical, SchemaIdentity.of(canonical));
    }

    public SchemaGuid guid() {
        return identity.guid();
    }
}
