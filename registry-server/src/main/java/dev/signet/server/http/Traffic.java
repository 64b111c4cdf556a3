package dev.signet.server.http;

import dev.signet.schema.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.IntSupplier;

/** Who counts requests. Safe for concurrent use; what is called for each request must not block. */
public interface Traffic {
    /** Nobody counts. */
    Traffic UNCOUNTED = new Uncounted();

    /** Where the requests of one route are counted. Asked for once a route, before any request. */
    Line line(String method, String template);

    /** A request was refused or failed with that code. */
    void refused(ErrorCode code);

    /** Where the requests under way, and those that wait, can be asked for. Told once, before any request. */
    void underWay(IntSupplier requests, IntSupplier waiting);

    /** The media type of what {@link #write} writes. */
    String mediaType();

    /** Writes everything that was counted. */
    void write(OutputStream out) throws IOException;

    /** The requests of one route. */
    interface Line {
        /** One was answered. */
        void answered(int status, long nanos);
    }
}
