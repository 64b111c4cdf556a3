/**
 * The way into Apache Kafka's append path: the hook woven into the broker's log, what makes its class, and the guard
 * that it asks. The only package that sees Kafka's internals at run time of a record; {@code KafkaLog} and
 * {@code KafkaDecompressor} are the only classes that link to types which move between Kafka's releases.
 */
@NullMarked
package dev.signet.broker.append;

import org.jspecify.annotations.NullMarked;
