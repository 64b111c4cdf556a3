/**
 * Apache Kafka inside this process: one node that is broker and controller at once, with its data in a folder and the
 * append hook in place. The only package that starts and stops a broker in this process. Also settings and storage of
 * nodes that run in processes of their own.
 */
@NullMarked
package dev.signet.broker.embedded;

import org.jspecify.annotations.NullMarked;
