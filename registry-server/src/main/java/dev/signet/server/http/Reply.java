package dev.signet.server.http;

import dev.signet.schema.rest.ErrorReply;
import dev.signet.schema.rest.RestJson;
import java.nio.charset.StandardCharsets;

/**
 * What is sent back.
 *
 * @param status the HTTP status
 * @param body the bytes
 * @param freshness how clients and proxies may keep it
 */
record Reply(int status, byte[] body, Freshness freshness) {
    /** What may be kept of an answer. */
    enum Freshness {
        /** Said once. */
        ONCE,
        /** May be kept, but must be asked for again with its tag before each use. */
        REVALIDATED
    }

    static Reply json(Object body) {
        return new Reply(200, RestJson.bytes(body), Freshness.ONCE);
    }

    /** A schema's text as it is. */
    static Reply raw(String text) {
        return new Reply(200, text.getBytes(StandardCharsets.UTF_8), Freshness.ONCE);
    }

    static Reply nothing() {
        return new Reply(204, new byte[0], Freshness.ONCE);
    }

    static Reply error(int status, ErrorReply error) {
        return new Reply(status, RestJson.bytes(error), Freshness.ONCE);
    }

    Reply revalidated() {
        return new Reply(status, body, Freshness.REVALIDATED);
    }

    Reply withStatus(int other) {
        return new Reply(other, body, freshness);
    }
}
