/** Moves what one registry holds into another, or into a file. */
@NullMarked
package dev.signet.cli.moving;

import org.jspecify.annotations.NullMarked;
