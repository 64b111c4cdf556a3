package dev.signet.bench.server;

import java.nio.charset.StandardCharsets;

/**
 * One request, ready to be sent.
 *
 * @param head request line and the headers that all peers need
 * @param body the body; empty if there is none
 */
record Request(String head, byte[] body) {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final byte[] NOTHING = {};

    static Request get(String path) {
        return new Request(
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + MEDIA_TYPE + "\r\n\r\n", NOTHING);
    }

    static Request post(String path, String json) {
        return with("POST", path, json);
    }

    static Request put(String path, String json) {
        return with("PUT", path, json);
    }

    private static Request with(String method, String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + MEDIA_TYPE
                + "\r\nContent-Type: " + MEDIA_TYPE + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        return new Request(head, body);
    }

    /** Everything that goes over the wire. */
    byte[] bytes() {
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }
}
