/** Avro's binary encoding of single values, in arrays of bytes: what both forms of the codec are made of. */
@NullMarked
package dev.signet.serde.codec.binary;

import org.jspecify.annotations.NullMarked;
