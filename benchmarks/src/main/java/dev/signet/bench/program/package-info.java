/** What the measuring programs share: their arguments, and the machine that their figures depend on. */
@NullMarked
package dev.signet.bench.program;

import org.jspecify.annotations.NullMarked;
