/** What the JVM of a broker loads first, whatever its version: for Java 8, and without a neighbour. */
@NullMarked
package dev.signet.broker.agent.entry;

import org.jspecify.annotations.NullMarked;
