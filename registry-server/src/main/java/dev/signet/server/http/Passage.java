package dev.signet.server.http;

import dev.signet.schema.ErrorCode;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** What is noted about one request on its way through the server. Used by one thread after the other. */
final class Passage {
    private static final String ATTRIBUTE = "signet.passage";

    private final long begun = System.nanoTime();
    private Traffic.Line line;
    private @Nullable ErrorCode refusal;
    private boolean logged;

    private Passage(Traffic.Line line) {
        this.line = line;
    }

    /** Notes that a request has come in; it takes that line until its route is known. */
    static Passage begin(Request request, Traffic.Line line) {
        Passage passage = new Passage(line);
        request.setAttribute(ATTRIBUTE, passage);
        return passage;
    }

    static Passage of(Context http) {
        Passage passage = http.attribute(ATTRIBUTE);
        return Objects.requireNonNull(passage);
    }

    /** Empty if the request was refused before it could begin. */
    static Optional<Passage> of(Request request) {
        return request.getAttribute(ATTRIBUTE) instanceof Passage passage ? Optional.of(passage) : Optional.empty();
    }

    void takes(Traffic.Line known) {
        line = known;
    }

    void refused(ErrorCode code) {
        refusal = code;
    }

    /** It has its line in the log. */
    void logged() {
        logged = true;
    }

    boolean isLogged() {
        return logged;
    }

    /** Counts it. Returns how long it took. */
    long end(Traffic traffic, int status) {
        long nanos = System.nanoTime() - begun;
        line.answered(status, nanos);
        if (refusal != null) {
            traffic.refused(refusal);
        }
        return nanos;
    }
}
