/** What writing, reading and checking a record costs, against plain Avro on the same data in the same run. */
@NullMarked
package dev.signet.bench.serde;

import org.jspecify.annotations.NullMarked;
