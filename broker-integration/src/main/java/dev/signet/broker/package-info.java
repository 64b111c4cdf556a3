/**
 * What a record has to satisfy before it may enter the log: the walk over a record batch, the verdict as data, and the
 * port that answers for schema ids. Bytes in, verdict out; nothing here knows Apache Kafka's classes, a network or a
 * clock.
 */
@NullMarked
package dev.signet.broker;

import org.jspecify.annotations.NullMarked;
