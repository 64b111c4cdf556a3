package dev.signet.server.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Stands between a client and a database on this machine; what it does with their bytes, others say. */
abstract class Wire implements AutoCloseable {
    private final ServerSocket entrance;
    private final int target;
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());

    /** Takes what was read from one side. */
    interface Sink {
        void take(byte[] chunk) throws IOException;
    }

    Wire(int target) {
        try {
            this.entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        this.target = target;
    }

    /** Starts threads for both directions of a connection. */
    abstract void connect(Socket client, Socket server);

    /** Lets clients in. */
    final void open() {
        start(this::accept);
    }

    final int port() {
        return entrance.getLocalPort();
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

    static void read(Socket from, Sink sink) {
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = from.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sink.take(Arrays.copyOf(buffer, n));
            }
        } catch (IOException closed) {
            // The end of the connection.
        }
    }

    static void start(Runnable work) {
        Thread thread = new Thread(work, "wire");
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
