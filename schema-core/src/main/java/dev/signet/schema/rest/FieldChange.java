package dev.signet.schema.rest;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/**
 * What a partial update does to one field: an absent field is kept, {@code null} clears it, a value sets it.
 *
 * @param <T> the field's type
 */
@JsonDeserialize(using = FieldChangeReader.class)
public sealed interface FieldChange<T> {
    /** The field was absent. */
    record Keep<T>() implements FieldChange<T> {}

    /** The field was {@code null}. */
    record Clear<T>() implements FieldChange<T> {}

    /** The field had a value. */
    record Set<T>(T value) implements FieldChange<T> {}
}
