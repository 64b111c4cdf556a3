package dev.signet.server.registry;

/**
 * How a cache does.
 *
 * @param name what it keeps
 * @param hits how often something was found
 * @param misses how often it was not
 * @param entries how much is kept
 * @param weight its weight, in characters of schema text
 */
public record CacheState(String name, long hits, long misses, int entries, long weight) {}
