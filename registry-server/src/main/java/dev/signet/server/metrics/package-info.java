/** What is counted about a running server, for Prometheus; alone sees Micrometer. */
@NullMarked
package dev.signet.server.metrics;

import org.jspecify.annotations.NullMarked;
