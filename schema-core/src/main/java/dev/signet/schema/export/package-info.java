/** The export of a registry: one JSON object a line, sorted, the same for the same state, so that it can be kept under version control. */
@NullMarked
package dev.signet.schema.export;

import org.jspecify.annotations.NullMarked;
