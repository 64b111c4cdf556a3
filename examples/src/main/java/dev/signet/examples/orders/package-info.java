/** An order service that publishes after it has committed, by way of an outbox table. */
@NullMarked
package dev.signet.examples.orders;

import org.jspecify.annotations.NullMarked;
