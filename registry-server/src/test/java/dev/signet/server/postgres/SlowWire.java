package dev.signet.server.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Stands between a client and the database, delays what the client sends, and counts the round trips. */
final class SlowWire extends Wire {
    private final Duration delay;
    private final AtomicLong roundTrips = new AtomicLong();

    private SlowWire(int target, Duration delay) {
        super(target);
        this.delay = delay;
    }

    static SlowWire to(int port, Duration delay) {
        SlowWire wire = new SlowWire(port, delay);
        wire.open();
        return wire;
    }

    long roundTrips() {
        return roundTrips.get();
    }

    private record Chunk(byte[] bytes, long dueNanos) {}

    @Override
    void connect(Socket client, Socket server) {
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
}
