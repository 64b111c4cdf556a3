/**
 * Frames and reads records of a registry as bytes, with no Kafka type in sight, so that any transport can carry them.
 * Start at {@link dev.signet.serde.codec.FramedWriter} and {@link dev.signet.serde.codec.FramedReader}.
 */
@NullMarked
package dev.signet.serde.codec;

import org.jspecify.annotations.NullMarked;
