/** Records on their way into a topic and out of it: what is sent, what comes of it, what cannot be read. */
@NullMarked
package dev.signet.cli.records;

import org.jspecify.annotations.NullMarked;
