package dev.signet.server.registry;

/**
 * Names the state that a subject and all that decides about it are in. It advances with every write to one of them, so
 * who finds a mark again knows that nothing was written in between. Only equality means anything.
 *
 * @param text what the store makes of its revisions
 */
public record Mark(String text) {}
