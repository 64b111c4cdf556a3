/**
 * The codec's reference form: one object for each node of a schema's plan, which writes or reads the values of that
 * node. What it does not know, such as conversions of a foreign data model, it leaves to Avro.
 */
@NullMarked
package dev.signet.serde.codec.tree;

import org.jspecify.annotations.NullMarked;
