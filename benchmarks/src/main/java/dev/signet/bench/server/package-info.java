/** Load on registry servers: Signet's, a bare route as the bound, and a peer; each in a process of its own. */
@NullMarked
package dev.signet.bench.server;

import org.jspecify.annotations.NullMarked;
