/** Whether an Avro reader's schema can read a writer's data, and where not: Avro's schema resolution as a fixpoint. */
@NullMarked
package dev.signet.schema.avro.resolution;

import org.jspecify.annotations.NullMarked;
