@NullMarked
package dev.signet.server.postgres;

import org.jspecify.annotations.NullMarked;
