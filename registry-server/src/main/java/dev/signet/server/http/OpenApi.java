package dev.signet.server.http;

import dev.signet.schema.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code GET /openapi.json}: every route with its parameters, bodies and refusals, as programs read them. */
final class OpenApi {
    private static final String FILE = "openapi.json";
    private static final String MEDIA_TYPE = "application/json";

    private final byte[] document;

    private OpenApi(byte[] document) {
        this.document = document;
    }

    /** The document that is kept by hand beside the routes; a test compares the two. */
    static OpenApi ofThisBuild() {
        try (InputStream file = Objects.requireNonNull(OpenApi.class.getResourceAsStream(FILE), "no " + FILE)) {
            return new OpenApi(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FILE + " cannot be read", unreadable);
        }
    }

    void addTo(Routes routes) {
        routes.getStreamed("/" + FILE, this::answer);
    }

    private Answer<?> answer(Call call, StreamedRoute.Body body) {
        try {
            body.begin(MEDIA_TYPE).write(document);
            return Answer.done(document.length);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
