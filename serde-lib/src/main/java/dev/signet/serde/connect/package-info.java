/** Connect's schemas and data as Avro's, and back. */
@NullMarked
package dev.signet.serde.connect;

import org.jspecify.annotations.NullMarked;
