package dev.signet.server.consistency;

import java.net.URI;

/** Registries on one store. */
interface Replicas {
    int count();

    /** Where a replica listens now, or did until it was killed. */
    URI uri(int replica);
}
