/** The names, ids and outcomes that every part of Signet agrees on; pure values without I/O. */
@NullMarked
package dev.signet.schema;

import org.jspecify.annotations.NullMarked;
