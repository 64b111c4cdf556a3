package dev.signet.broker.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Looks at ports before Kafka does, whose own complaint comes late and in many lines. */
final class Ports {

    private Ports() {}

    /** A port of the loopback address that is free now. */
    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new LogStartException("No free port is left on 127.0.0.1 for the log's controller.", none);
        }
    }

    /** Makes sure that the address can be listened on. */
    static void requireFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // as Kafka does, so that connections that are just closing do not count
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException unknown) {
            throw new LogStartException("The log cannot listen on " + host + ": no such address.", unknown);
        } catch (IOException taken) {
            throw new LogStartException(
                    "The log cannot listen on " + host + ":" + port + ": " + taken.getMessage()
                            + ". Stop what listens there or choose another port.",
                    taken);
        }
    }
}
