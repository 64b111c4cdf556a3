/** What Kafka Streams calls when a record cannot be read. The only package that sees Kafka Streams. */
@NullMarked
package dev.signet.serde.streams;

import org.jspecify.annotations.NullMarked;
