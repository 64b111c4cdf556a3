/** What serializers and deserializers count, and how it is shown. */
@NullMarked
package dev.signet.serde.metrics;

import org.jspecify.annotations.NullMarked;
