/**
 * The way into Apache Kafka's append path: the hook woven into the broker's log, what makes its class, and the guard
 * that it asks. The only package that sees Kafka's internals at run time of a record. It links to no type that moves
 * between Kafka's releases: {@code KafkaLog} and {@code KafkaCodecs} call those through method handles, which are looked
 * up before the broker starts.
 */
@NullMarked
package dev.signet.broker.append;

import org.jspecify.annotations.NullMarked;
