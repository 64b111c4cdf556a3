@NullMarked
package dev.signet.gate.verdict;

import org.jspecify.annotations.NullMarked;
