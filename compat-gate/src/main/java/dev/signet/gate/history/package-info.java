/** Versions of subjects, as a baseline has them and as a change set adds to them. */
@NullMarked
package dev.signet.gate.history;

import org.jspecify.annotations.NullMarked;
