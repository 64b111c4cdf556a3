/**
 * A cluster of stock brokers with Signet's agent, each in a process of its own on this machine, and the registry that
 * they ask: the composition root of {@code signet cluster}.
 */
@NullMarked
package dev.signet.cli.cluster;

import org.jspecify.annotations.NullMarked;
