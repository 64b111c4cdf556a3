/** What a verdict costs. */
@NullMarked
package dev.signet.bench.verdict;

import org.jspecify.annotations.NullMarked;
