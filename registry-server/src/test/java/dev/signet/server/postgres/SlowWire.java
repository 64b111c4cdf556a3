package dev.signet.server.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Stands between a client and the database, delays what the client sends, and counts the round trips. */
final class SlowWire implements AutoCloseable {
    private final ServerSocket entrance;
    private final int target;
    private final Duration delay;
    private final AtomicLong roundTrips = new AtomicLong();
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());

    private SlowWire(int target, Duration delay) throws IOException {
        this.entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        this.target = target;
        this.delay = delay;
    }

    static SlowWire to(int port, Duration delay) {
        try {
            SlowWire wire = new SlowWire(port, delay);
            start(wire::accept);
            return wire;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return entrance.getLocalPort();
    }

    long roundTrips() {
        return roundTrips.get();
    }

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                Socket client = entrance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                connect(client, server);
            }
        } catch (IOException closed) {
            // The end of the wire.
        }
    }

    private record Chunk(byte[] bytes, long dueNanos) {}

    private void connect(Socket client, Socket server) {
        AtomicBoolean answered = new AtomicBoolean(true);
        LinkedBlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();
        start(() -> read(client, chunk -> {
            if (answered.getAndSet(false)) {
                roundTrips.incrementAndGet();
            }
            underWay.add(new Chunk(chunk, System.nanoTime() + delay.toNanos()));
        }));
        start(() -> {
            try {
                OutputStream out = server.getOutputStream();
                while (!server.isClosed()) {
                    Chunk next = underWay.take();
                    for (long left = next.dueNanos() - System.nanoTime();
                            left > 0;
                            left = next.dueNanos() - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    out.write(next.bytes());
                }
            } catch (IOException | InterruptedException closed) {
                // The end of the connection.
            }
        });
        start(() -> read(server, chunk -> {
            answered.set(true);
            client.getOutputStream().write(chunk);
        }));
    }

    private interface Sink {
        void take(byte[] chunk) throws IOException;
    }

    private static void read(Socket from, Sink sink) {
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = from.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sink.take(java.util.Arrays.copyOf(buffer, n));
            }
        } catch (IOException closed) {
            // The end of the connection.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "slow-wire");
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
