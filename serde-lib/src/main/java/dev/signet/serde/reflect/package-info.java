/**
 * Objects of ordinary classes and Java records as Avro data, by Avro's rules of reflection. Start at
 * {@link dev.signet.serde.reflect.Reflection}.
 */
@NullMarked
package dev.signet.serde.reflect;

import org.jspecify.annotations.NullMarked;
