/** Against what schemas are judged: a registry, an export of one, git, a folder. */
@NullMarked
package dev.signet.gate.baseline;

import org.jspecify.annotations.NullMarked;
