/** Records that cannot be read: the value that stands for one, and its way to a dead-letter topic. */
@NullMarked
package dev.signet.serde.deadletter;

import org.jspecify.annotations.NullMarked;
