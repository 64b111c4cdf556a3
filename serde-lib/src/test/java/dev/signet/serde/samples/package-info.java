/** A class as Avro's code generator writes it, and one that must never be touched. */
@NullMarked
package dev.signet.serde.samples;

import org.jspecify.annotations.NullMarked;
