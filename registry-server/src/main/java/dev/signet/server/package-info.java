/** The registry server as a whole: its configuration, and the one place that puts its parts together. */
@NullMarked
package dev.signet.server;

import org.jspecify.annotations.NullMarked;
