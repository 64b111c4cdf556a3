@NullMarked
package dev.signet.gate;

import org.jspecify.annotations.NullMarked;
