@NullMarked
package dev.signet.gate.baseline;

import org.jspecify.annotations.NullMarked;
