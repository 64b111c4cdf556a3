/** The records that are measured: what they are, and what becomes of them across an evolution. */
@NullMarked
package dev.signet.bench.serde.sample;

import org.jspecify.annotations.NullMarked;
