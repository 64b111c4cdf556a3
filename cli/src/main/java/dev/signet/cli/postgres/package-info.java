/** A real PostgreSQL beside this process: unpacked from the class path, kept in the data folder, durable. */
@NullMarked
package dev.signet.cli.postgres;

import org.jspecify.annotations.NullMarked;
