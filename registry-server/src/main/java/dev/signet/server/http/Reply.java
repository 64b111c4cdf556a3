package dev.signet.server.http;

import dev.signet.schema.rest.ErrorReply;
import dev.signet.schema.rest.RestJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is sent back.
 *
 * @param status the HTTP status
 * @param body the bytes
 * @param freshness how clients and proxies may keep it
 * @param headers what else is said beside it, by name
 */
record Reply(int status, byte[] body, Freshness freshness, Map<String, String> headers) {
    Reply {
        headers = Map.copyOf(headers);
    }

    /** With no more headers than every reply has. */
    Reply(int status, byte[] body, Freshness freshness) {
        this(status, body, freshness, Map.of());
    }

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
        return new Reply(status, body, Freshness.REVALIDATED, headers);
    }

    Reply withStatus(int other) {
        return new Reply(other, body, freshness, headers);
    }

    Reply with(String header, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(header, value);
        return new Reply(status, body, freshness, all);
    }
}
