/** Those who write and read the samples, each as well as it can be used. */
@NullMarked
package dev.signet.bench.serde.peer;

import org.jspecify.annotations.NullMarked;
