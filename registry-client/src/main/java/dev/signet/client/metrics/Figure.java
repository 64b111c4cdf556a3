package dev.signet.client.metrics;

import java.util.function.Supplier;

/**
 * A number that can be read at any time, by any thread.
 *
 * @param name its name, such as {@code requests-total}; totals count from the start and never fall
 * @param meaning what it says, for people
 * @param value reads it
 */
public record Figure(String name, String meaning, Supplier<Number> value) {}
