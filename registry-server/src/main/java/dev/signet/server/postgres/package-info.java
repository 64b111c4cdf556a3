/** The registry's state in PostgreSQL: the only room that sees the database. */
@NullMarked
package dev.signet.server.postgres;

import org.jspecify.annotations.NullMarked;
