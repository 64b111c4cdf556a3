/** What is set on contexts and subjects, and what of it is in force: the rules that registry and gate share. */
@NullMarked
package dev.signet.schema.settings;

import org.jspecify.annotations.NullMarked;
