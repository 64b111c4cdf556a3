package dev.signet.bench.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes a database seem further away: what a client sends arrives later by a fixed time, however much is under way;
 * answers pass at once, so every round trip takes that much longer. It counts the round trips: a client that speaks
 * after it was answered begins one. Safe for concurrent use.
 */
final class LatencyProxy implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final ServerSocket listening;
    private final int databasePort;
    private final long delayNanos;
    private final AtomicLong roundTrips = new AtomicLong();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private LatencyProxy(ServerSocket listening, int databasePort, Duration delay) {
        this.listening = listening;
        this.databasePort = databasePort;
        this.delayNanos = delay.toNanos();
    }

    static LatencyProxy start(int databasePort, Duration delay) {
        try {
            ServerSocket listening = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
            LatencyProxy proxy = new LatencyProxy(listening, databasePort, delay);
            thread("accept", proxy::accept);
            return proxy;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Round trips begun so far, on all connections. */
    long roundTrips() {
        return roundTrips.get();
    }

    /** Connections open now. */
    int connections() {
        return sockets.size() / 2;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            Socket database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
            client.setTcpNoDelay(true);
            database.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(database);
            new Relay(client, database).start();
        }
    }

    /** One connection, in both directions. */
    private final class Relay {
        private final Socket client;
        private final Socket database;
        private final BlockingQueue<Parcel> underWay = new LinkedBlockingQueue<>();
        private volatile boolean answered = true;

        Relay(Socket client, Socket database) {
            this.client = client;
            this.database = database;
        }

        void start() {
            thread("take", () -> ending(this::take));
            thread("deliver", () -> ending(this::deliver));
            thread("answer", () -> ending(this::answer));
        }

        private void take() throws IOException {
            InputStream in = client.getInputStream();
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (answered) {
                    answered = false;
                    roundTrips.incrementAndGet();
                }
                underWay.add(new Parcel(Arrays.copyOf(buffer, n), System.nanoTime() + delayNanos));
            }
            underWay.add(new Parcel(new byte[0], System.nanoTime()));
        }

        private void deliver() throws IOException, InterruptedException {
            OutputStream out = database.getOutputStream();
            for (Parcel parcel = underWay.take(); parcel.bytes.length > 0; parcel = underWay.take()) {
                for (long left = parcel.due - System.nanoTime(); left > 0; left = parcel.due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                out.write(parcel.bytes);
            }
        }

        private void answer() throws IOException {
            InputStream in = database.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                answered = true;
                out.write(buffer, 0, n);
            }
        }

        /** Whoever ends first, ends the connection. */
        private void ending(Loop loop) throws IOException, InterruptedException {
            try (client;
                    database) {
                loop.run();
            } finally {
                sockets.remove(client);
                sockets.remove(database);
                underWay.add(new Parcel(new byte[0], System.nanoTime()));
            }
        }
    }

    private record Parcel(byte[] bytes, long due) {}

    private interface Loop {
        void run() throws IOException, InterruptedException;
    }

    private static void thread(String name, Loop loop) {
        Thread thread = new Thread(
                () -> {
                    try {
                        loop.run();
                    } catch (IOException closed) {
                        // A connection that was closed on one side.
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                },
                "latency-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
