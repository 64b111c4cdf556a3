/**
 * Apache Kafka inside this process: one node that is broker and controller at once, with its data in a folder and the
 * append hook in place. The only package that starts and stops a broker.
 */
@NullMarked
package dev.signet.broker.embedded;

import org.jspecify.annotations.NullMarked;
