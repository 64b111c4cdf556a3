/** Shows that any number of registries on one store answer as a single one would, whatever is killed meanwhile. */
@org.jspecify.annotations.NullMarked
package dev.signet.server.consistency;
