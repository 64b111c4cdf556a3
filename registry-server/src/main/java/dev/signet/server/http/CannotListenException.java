package dev.signet.server.http;

import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;

/** The server cannot listen where it was told to. */
public final class CannotListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private CannotListenException(String message, Throwable cause) {
        super(message, cause);
    }

    static CannotListenException because(RuntimeException failed, String host, int port) {
        String where = "Cannot listen on " + host + ":" + port;
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                String why = String.valueOf(cause.getMessage()).contains("in use")
                        ? ": the port is in use by another process."
                        : ": " + cause.getMessage() + ".";
                return new CannotListenException(where + why, failed);
            }
            if (cause instanceof UnresolvedAddressException) {
                return new CannotListenException(where + ": the host name is not known.", failed);
            }
        }
        return new CannotListenException(where + ".", failed);
    }
}
