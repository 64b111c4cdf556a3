/** The bound: what a patient programmer would write for exactly these schemas. */
@NullMarked
package dev.signet.bench.serde.hand;

import org.jspecify.annotations.NullMarked;
