@NullMarked
package dev.signet.serde.metrics;

import org.jspecify.annotations.NullMarked;
