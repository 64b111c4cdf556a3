@NullMarked
package dev.signet.schema.wire;

import org.jspecify.annotations.NullMarked;
