package dev.signet.bench.server;

import java.util.concurrent.atomic.AtomicInteger;

/** Registrations of subjects and schemas that were never there. Safe for concurrent use. */
final class NewSubjects {
    /** Far from the subjects that are asked for. */
    private static final int FIRST = 1_000_000;

    private final String basePath;
    private final AtomicInteger next = new AtomicInteger(FIRST);

    NewSubjects(String basePath) {
        this.basePath = basePath;
    }

    byte[] next() {
        return Workload.registration(basePath, next.getAndIncrement(), 1).bytes();
    }
}
