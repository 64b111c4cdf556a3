package dev.signet.schema.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version in a list of all versions; only written, its fields stand beside those of the version.
 *
 * @param version the version
 * @param aliases names that stand for its subject, if asked for
 * @param associations what resources do with its subject
 */
public record ListedSchemaReply(
        @JsonUnwrapped SchemaReply version,
        @Nullable List<String> aliases,
        @Nullable List<AssociationJson> associations) {}
