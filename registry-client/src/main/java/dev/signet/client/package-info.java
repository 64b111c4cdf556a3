/** How a process asks a registry: the port, its HTTP implementation, its caches. */
@NullMarked
package dev.signet.client;

import org.jspecify.annotations.NullMarked;
