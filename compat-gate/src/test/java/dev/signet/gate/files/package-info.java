@NullMarked
package dev.signet.gate.files;

import org.jspecify.annotations.NullMarked;
