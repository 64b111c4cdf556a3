/** The same records without Kafka: in a file. */
@NullMarked
package dev.signet.examples.files;

import org.jspecify.annotations.NullMarked;
