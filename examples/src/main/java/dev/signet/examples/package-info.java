/** What the examples share: where things run. */
@NullMarked
package dev.signet.examples;

import org.jspecify.annotations.NullMarked;
