/** The check that CI runs before a merge: schema files in, findings out, with the verdict of registration. */
@NullMarked
package dev.signet.gate;

import org.jspecify.annotations.NullMarked;
