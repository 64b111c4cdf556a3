package dev.signet.server.http;

import java.util.Optional;

/** What a readiness probe asks. */
@FunctionalInterface
public interface Health {
    /** Why requests cannot be served now, fit to be shown to anybody; empty if they can. */
    Optional<String> trouble();
}
