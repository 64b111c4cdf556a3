/** The port that a schema format (Avro today, JSON Schema and Protobuf next) implements. */
@NullMarked
package dev.signet.schema.format;

import org.jspecify.annotations.NullMarked;
