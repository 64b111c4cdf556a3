/** The configuration keys of the serde: read, checked together, and turned into what the codec and the client take. */
@NullMarked
package dev.signet.serde.config;

import org.jspecify.annotations.NullMarked;
