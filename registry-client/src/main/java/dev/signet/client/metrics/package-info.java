/** Figures about a client at work, and their way into JMX; no Kafka. */
@NullMarked
package dev.signet.client.metrics;

import org.jspecify.annotations.NullMarked;
