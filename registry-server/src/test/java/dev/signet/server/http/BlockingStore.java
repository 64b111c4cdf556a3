package dev.signet.server.http;

import dev.signet.schema.Subject;
import dev.signet.server.consistency.ForwardingStore;
import dev.signet.server.registry.Deleted;
import dev.signet.server.registry.InMemorySchemaStore;
import dev.signet.server.registry.Page;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A store that lists subjects when it is told to. */
final class BlockingStore extends ForwardingStore {
    private final CountDownLatch begun;
    private final CountDownLatch mayEnd;

    BlockingStore(CountDownLatch begun, CountDownLatch mayEnd) {
        super(new InMemorySchemaStore());
        this.begun = begun;
        this.mayEnd = mayEnd;
    }

    @Override
    public List<Subject> subjects(SubjectPrefix prefix, Deleted deleted, Page page) {
        begun.countDown();
        try {
            if (!mayEnd.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let the request end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        return super.subjects(prefix, deleted, page);
    }
}
