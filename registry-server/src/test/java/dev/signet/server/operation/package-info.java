/** Servers in trouble: what they answer, what probes and metrics say, and how they come back. */
@org.jspecify.annotations.NullMarked
package dev.signet.server.operation;
