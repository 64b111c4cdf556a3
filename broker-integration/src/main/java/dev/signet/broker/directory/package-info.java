/**
 * The {@code SchemaDirectory} over a schema registry: what has been learnt, how long it is believed, and the lookups
 * that run beside the broker's request threads.
 */
@NullMarked
package dev.signet.broker.directory;

import org.jspecify.annotations.NullMarked;
