/** What is asked of the records of a topic, as its configuration says it. No Kafka types, no I/O. */
@NullMarked
package dev.signet.broker.policy;

import org.jspecify.annotations.NullMarked;
