/** What registration would say about each file, and what follows from it for the author. */
@NullMarked
package dev.signet.gate.verdict;

import org.jspecify.annotations.NullMarked;
