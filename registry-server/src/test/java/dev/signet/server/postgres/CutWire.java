package dev.signet.server.postgres;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands between a server and the database and, once it is told to, keeps the answer to the next write for itself: the
 * database has committed, and nobody else knows.
 */
public final class CutWire extends Wire {
    private final AtomicBoolean armed = new AtomicBoolean();
    private final CountDownLatch kept = new CountDownLatch(1);
    private volatile Then then = Then.CUT;

    /** What becomes of the connection whose answer was kept. */
    public enum Then {
        CUT,
        SILENCE
    }

    private CutWire(int target) {
        super(target);
    }

    /** A wire to the shared test database. */
    public static CutWire toTestDatabase() {
        CutWire wire = new CutWire(TestDatabase.port());
        wire.open();
        return wire;
    }

    /** The URL of a test database by way of this wire. */
    public String url(TestDatabase database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database.name();
    }

    /** Keeps the answer to the next write, which is committed in the round trip that leaves it in the audit trail. */
    public void keepNextAnswer(Then what) {
        then = what;
        armed.set(true);
    }

    /** Waits until an answer was kept. */
    public boolean awaitKept() throws InterruptedException {
        return kept.await(20, TimeUnit.SECONDS);
    }

    @Override
    void connect(Socket client, Socket server) {
        AtomicBoolean committing = new AtomicBoolean();
        start(() -> read(client, chunk -> {
            String sent = new String(chunk, StandardCharsets.ISO_8859_1);
            if (sent.contains("INSERT INTO signet.audit") && armed.compareAndSet(true, false)) {
                committing.set(true);
            }
            server.getOutputStream().write(chunk);
        }));
        start(() -> read(server, chunk -> {
            if (!committing.get()) {
                client.getOutputStream().write(chunk);
                return;
            }
            if (then == Then.CUT) {
                client.close();
            }
            kept.countDown();
        }));
    }
}
