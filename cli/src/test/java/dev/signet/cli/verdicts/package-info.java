/** Everybody who judges a schema says the same about it. */
@NullMarked
package dev.signet.cli.verdicts;

import org.jspecify.annotations.NullMarked;
