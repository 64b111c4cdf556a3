/** Serializer, deserializer and Serde for Kafka clients, and the converter for Kafka Connect. */
@NullMarked
package dev.signet.serde;

import org.jspecify.annotations.NullMarked;
