/** What is wrong with the brokers of a cluster, found by comparing what they say with what Kafka says. */
@NullMarked
package dev.signet.cli.doctor;

import org.jspecify.annotations.NullMarked;
