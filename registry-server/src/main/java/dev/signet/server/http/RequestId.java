package dev.signet.server.http;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

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
        String id = http.req().getHeader(HEADER) == null
                ? invented()
                : chosen(Collections.list(http.req().getHeaders(HEADER)));
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
        return usable ? given.get(0) : invented();
    }

    /** A random UUID; it tells requests apart and keeps no secret, so it need not come from a secure source. */
    private static String invented() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long version4 = random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
        long variant2 = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(version4, variant2).toString();
    }
}
