/** Clients that others wrote, unchanged, at a server of ours. */
@org.jspecify.annotations.NullMarked
package dev.signet.server.clients;
