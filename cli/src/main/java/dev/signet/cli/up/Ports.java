package dev.signet.cli.up;

import dev.signet.cli.data.CannotStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Looks at addresses before anything is started, so that nothing is half started when one is taken. */
public final class Ports {
    private Ports() {}

    /**
     * Makes sure that something can listen there.
     *
     * @param what who wants to
     * @param option how another port is chosen
     * @throws CannotStart when it cannot
     */
    public static void requireFree(String what, String option, String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            throw new CannotStart("This machine has no address " + host + " for --host.", e);
        } catch (IOException e) {
            throw new CannotStart(
                    what + " cannot listen on " + host + ":" + port + " (" + e.getMessage()
                            + "): stop what listens there, or choose another port with " + option + ".",
                    e);
        }
    }

    /** Whether only this machine reaches the address. */
    public static boolean isLocal(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
