package dev.signet.server.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands between a server and the database and, once it is told to, keeps the answer to the next write for itself: the
 * database has committed, and nobody else knows.
 */
public final class CutWire implements AutoCloseable {
    private final ServerSocket entrance;
    private final int target;
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean armed = new AtomicBoolean();
    private final CountDownLatch kept = new CountDownLatch(1);
    private volatile Then then = Then.CUT;

    /** What becomes of the connection whose answer was kept. */
    public enum Then {
        CUT,
        SILENCE
    }

    private CutWire(int target) throws IOException {
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
    }

    /** A wire to the shared test database. */
    public static CutWire toTestDatabase() {
        try {
            CutWire wire = new CutWire(TestDatabase.port());
            start(wire::accept);
            return wire;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The URL of a test database by way of this wire. */
    public String url(TestDatabase database) {
        return "jdbc:postgresql://127.0.0.1:" + entrance.getLocalPort() + "/" + database.name();
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

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                Socket client = entrance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                connect(client, server);
            }
        } catch (IOException closed) {
            // The end of the wire.
        }
    }

    private void connect(Socket client, Socket server) {
        AtomicBoolean committing = new AtomicBoolean();
        start(() -> copy(client, chunk -> {
            String sent = new String(chunk, StandardCharsets.ISO_8859_1);
            if (sent.contains("INSERT INTO signet.audit") && armed.compareAndSet(true, false)) {
                committing.set(true);
            }
            server.getOutputStream().write(chunk);
        }));
        start(() -> copy(server, chunk -> {
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

    private interface Sink {
        void take(byte[] chunk) throws IOException;
    }

    private static void copy(Socket from, Sink sink) {
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = from.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sink.take(Arrays.copyOf(buffer, n));
            }
        } catch (IOException closed) {
            // The end of the connection.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cut-wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
            for (Socket socket : List.copyOf(sockets)) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
