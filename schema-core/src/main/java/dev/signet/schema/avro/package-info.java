/** Avro as a schema format: parsing with references, canonical and normalised text, comparison. */
@NullMarked
package dev.signet.schema.avro;

import org.jspecify.annotations.NullMarked;
