package dev.signet.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * A closed loop: every connection sends its next request when the answer to the last one is there. One thread and
 * ready-made bytes, so that the load takes little of the processors that it shares with the server. Not safe for
 * concurrent use.
 */
final class Load implements AutoCloseable {
    private static final long SILENCE_MILLIS = 20_000;

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final ByteBuffer arrived = ByteBuffer.allocateDirect(64 * 1024);

    /** Connects, and sends nothing yet. */
    Load(int port, int count) {
        try {
            selector = Selector.open();
            for (int i = 0; i < count; i++) {
                connections.add(new Connection(port));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot connect to port " + port, failed);
        }
    }

    /**
     * What a window of time held.
     *
     * @param requests answered requests
     * @param refused requests whose answer was not 200 or never came
     * @param seconds from the first request to the last answer
     * @param latencies of the answered requests in nanoseconds, ascending
     */
    record Window(long requests, long refused, double seconds, long[] latencies) {
        double perSecond() {
            return requests / seconds;
        }

        double latencyMillis(double quantile) {
            return latencies.length == 0 ? 0 : latencies[(int) ((latencies.length - 1) * quantile)] / 1e6;
        }
    }

    /** Loads for a time and then waits for the answers under way. */
    Window run(Duration time, Supplier<byte[]> requests) {
        Recording recording = new Recording(requests, System.nanoTime() + time.toNanos());
        long start = System.nanoTime();
        try {
            for (Connection connection : connections) {
                connection.send(recording);
            }
            while (recording.underWay > 0) {
                if (selector.select(SILENCE_MILLIS) == 0) {
                    throw new IllegalStateException(
                            "no answer for " + SILENCE_MILLIS + " ms to " + recording.underWay + " requests");
                }
                Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    ((Connection) ready.next().attachment()).receive(recording);
                    ready.remove();
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("a connection broke", failed);
        }
        return recording.window((System.nanoTime() - start) / 1e9);
    }

    /** Sends one request on the first connection and returns the body of the answer, which must have status 200. */
    byte[] ask(Request request) {
        Connection connection = connections.get(0);
        boolean[] sent = {false};
        Recording once = new Recording(request::bytes, Long.MIN_VALUE / 2);
        once.keepBody = true;
        try {
            connection.send(once);
            while (once.underWay > 0) {
                sent[0] = selector.select(SILENCE_MILLIS) > 0;
                if (!sent[0]) {
                    throw new IllegalStateException("no answer to " + request.head());
                }
                selector.selectedKeys().clear();
                connection.receive(once);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("no answer to " + request.head(), failed);
        }
        if (once.refused > 0) {
            throw new IllegalStateException(
                    request.head() + "was refused: " + new String(once.body, java.nio.charset.StandardCharsets.UTF_8));
        }
        return once.body;
    }

    @Override
    public void close() {
        try {
            for (Connection connection : connections) {
                connection.channel.close();
            }
            selector.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What is noted during a window. */
    private static final class Recording {
        private final Supplier<byte[]> requests;
        private final long end;
        private long[] latencies = new long[16_384];
        private int answered;
        private long refused;
        private int underWay;
        private boolean keepBody;
        private byte[] body = {};

        Recording(Supplier<byte[]> requests, long end) {
            this.requests = requests;
            this.end = end;
        }

        void answered(long nanos, int status) {
            if (answered == latencies.length) {
                latencies = Arrays.copyOf(latencies, answered * 2);
            }
            latencies[answered++] = nanos;
            underWay--;
            if (status != 200) {
                refused++;
            }
        }

        void lost() {
            underWay--;
            refused++;
        }

        Window window(double seconds) {
            long[] sorted = Arrays.copyOf(latencies, answered);
            Arrays.sort(sorted);
            return new Window(answered, refused, seconds, sorted);
        }
    }

    /** One connection, with at most one request under way. */
    private final class Connection {
        private final int port;
        private SocketChannel channel;
        private final HttpResponses responses = new HttpResponses();
        private long sentAt;

        Connection(int port) throws IOException {
            this.port = port;
            this.channel = open();
        }

        private SocketChannel open() throws IOException {
            SocketChannel opened = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            opened.configureBlocking(false);
            opened.register(selector, SelectionKey.OP_READ, this);
            return opened;
        }

        void send(Recording recording) throws IOException {
            ByteBuffer request = ByteBuffer.wrap(recording.requests.get());
            sentAt = System.nanoTime();
            recording.underWay++;
            // A request is far smaller than a socket's buffer, and the one before it was answered.
            while (request.hasRemaining()) {
                channel.write(request);
            }
        }

        void receive(Recording recording) throws IOException {
            arrived.clear();
            if (isClosed()) {
                // A server may give up a connection, for one after a fault of its own: a lost answer, and a new one.
                recording.lost();
                responses.clear();
                channel.close();
                channel = open();
                sendMore(recording);
                return;
            }
            arrived.flip();
            responses.take(arrived);
            if (!responses.complete()) {
                return;
            }
            long now = System.nanoTime();
            recording.answered(now - sentAt, responses.status());
            if (recording.keepBody) {
                recording.body = responses.body();
            }
            responses.clear();
            sendMore(recording);
        }

        private void sendMore(Recording recording) throws IOException {
            if (System.nanoTime() - recording.end < 0) {
                send(recording);
            }
        }

        private boolean isClosed() {
            try {
                return channel.read(arrived) < 0;
            } catch (IOException reset) {
                return true;
            }
        }
    }
}
