/**
 * What a broker has to say about its validation: counters, the last refused records, JMX, Prometheus' text and the
 * heartbeats to the registry. No Kafka types; everything but counting happens off the broker's request threads.
 */
@NullMarked
package dev.signet.broker.report;

import org.jspecify.annotations.NullMarked;
