package dev.signet.bench.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Takes in the bytes of one connection and tells where a response ends. It reads what the servers that are measured
 * send: a Content-Length or chunks. Not safe for concurrent use.
 */
final class HttpResponses {
    private static final int UNKNOWN = -1;
    private static final int CHUNKED = -2;

    private byte[] bytes = new byte[8_192];
    private int filled;
    private int headEnd = UNKNOWN;
    private int length = UNKNOWN;
    private int status;

    /** Takes what has arrived. */
    void take(ByteBuffer arrived) {
        int more = arrived.remaining();
        if (filled + more > bytes.length) {
            bytes = java.util.Arrays.copyOf(bytes, Math.max(bytes.length * 2, filled + more));
        }
        arrived.get(bytes, filled, more);
        filled += more;
    }

    /** Whether a whole response is here. */
    boolean complete() {
        if (headEnd == UNKNOWN && !readHead()) {
            return false;
        }
        return length == CHUNKED ? lastChunkIsHere() : filled >= headEnd + length;
    }

    /** The status of the response that is complete. */
    int status() {
        return status;
    }

    /** The body of the response that is complete. */
    byte[] body() {
        if (length != CHUNKED) {
            return java.util.Arrays.copyOfRange(bytes, headEnd, headEnd + length);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = headEnd;
        for (int size = chunkSize(at); size > 0; size = chunkSize(at)) {
            at = lineEnd(at);
            body.write(bytes, at, size);
            at += size + 2;
        }
        return body.toByteArray();
    }

    /** Makes room for the next response. */
    void clear() {
        filled = 0;
        headEnd = UNKNOWN;
        length = UNKNOWN;
    }

    private boolean readHead() {
        for (int i = 3; i < filled; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                headEnd = i + 1;
                status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + (bytes[11] - '0');
                length = bodyLength();
                return true;
            }
        }
        return false;
    }

    private int bodyLength() {
        String head = new String(bytes, 0, headEnd, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int at = head.indexOf("\r\ncontent-length:");
        if (at >= 0) {
            return Integer.parseInt(
                    head.substring(at + 17, head.indexOf('\r', at + 2)).strip());
        }
        return head.contains("\r\ntransfer-encoding: chunked") ? CHUNKED : 0;
    }

    private boolean lastChunkIsHere() {
        int at = headEnd;
        while (true) {
            int size = chunkSize(at);
            if (size < 0) {
                return false;
            }
            at = lineEnd(at) + size + 2;
            if (at > filled) {
                return false;
            }
            if (size == 0) {
                return true;
            }
        }
    }

    private int chunkSize(int from) {
        int size = 0;
        for (int i = from; i < filled; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return lineEnd(i) > filled ? UNKNOWN : size;
            }
            size = size * 16 + digit;
        }
        return UNKNOWN;
    }

    /** The index after the line that holds an index; past the end if the line does not end yet. */
    private int lineEnd(int from) {
        for (int i = from; i < filled; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return filled + 1;
    }
}
