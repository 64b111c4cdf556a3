/** The all-in-one process: PostgreSQL, registry and validating log, started and stopped in order. */
@NullMarked
package dev.signet.cli.up;

import org.jspecify.annotations.NullMarked;
