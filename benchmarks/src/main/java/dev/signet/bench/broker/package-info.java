/**
 * What validation costs inside a broker: the embedded log under load, with and without it, in turns.
 *
 * <p>Start reading at {@link dev.signet.bench.broker.HookBench}.
 */
@NullMarked
package dev.signet.bench.broker;

import org.jspecify.annotations.NullMarked;
