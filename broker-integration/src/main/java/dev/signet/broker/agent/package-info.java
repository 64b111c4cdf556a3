/** The way in for a stock broker: {@code -javaagent}. Thin; the hook is the embedded log's. */
@NullMarked
package dev.signet.broker.agent;

import org.jspecify.annotations.NullMarked;
