/** Schema files as their authors have them: which there are, whose types they share, what their subjects are called. */
@NullMarked
package dev.signet.gate.files;

import org.jspecify.annotations.NullMarked;
