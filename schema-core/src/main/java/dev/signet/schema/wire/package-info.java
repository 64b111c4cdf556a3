/** How a record names the schema that it was written with. */
@NullMarked
package dev.signet.schema.wire;

import org.jspecify.annotations.NullMarked;
