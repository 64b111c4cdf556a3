/** Tests of what is known of brokers. */
@org.jspecify.annotations.NullMarked
package dev.signet.server.brokers;
