/** The table of the serde, with its bars, from the result files of JMH. */
@NullMarked
package dev.signet.bench.serde.report;

import org.jspecify.annotations.NullMarked;
