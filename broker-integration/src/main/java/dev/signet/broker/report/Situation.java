package dev.signet.broker.report;

import dev.signet.broker.directory.DirectoryState;
import dev.signet.broker.policy.PolicyDefaults;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What a report tells besides its own counters.
 *
 * @param node which node it is; empty for as long as that cannot be told, which is asked again
 * @param woven whether the hook is in the append path
 * @param defaults what is set broker-wide
 * @param schemas how the node stands with the registry
 */
public record Situation(
        Supplier<Optional<Node>> node,
        BooleanSupplier woven,
        PolicyDefaults defaults,
        Supplier<DirectoryState> schemas) {}
