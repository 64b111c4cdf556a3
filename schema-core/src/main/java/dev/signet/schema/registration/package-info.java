/** What registration decides about a schema by itself and by the versions before it: one rule for registry and gate. */
@NullMarked
package dev.signet.schema.registration;

import org.jspecify.annotations.NullMarked;
