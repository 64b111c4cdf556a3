package dev.signet.server.http;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** The name that a request carries through logs and replies: the client's, or a new one. */
final class RequestId {
    static final String HEADER = "X-Request-ID";
    private static final String ATTRIBUTE = "signet.request-id";
    private static final int LONGEST = 128;

    private RequestId() {}

    /** The name, and from now on a header of the reply. */
    static String of(Context http) {
        String known = http.attribute(ATTRIBUTE);
        if (known != null) {
            return known;
        }
        String id = chosen(Collections.list(http.req().getHeaders(HEADER)));
        http.attribute(ATTRIBUTE, id);
        http.header(HEADER, id);
        return id;
    }

    /** The one that the client gave, unless it gave several or one that has no place in a log. */
    static String chosen(List<String> given) {
        boolean usable = given.size() == 1
                && !given.get(0).isBlank()
                && given.get(0).length() <= LONGEST
                && given.get(0).chars().allMatch(c -> c > ' ' && c < 0x7f);
        return usable ? given.get(0) : UUID.randomUUID().toString();
    }
}
