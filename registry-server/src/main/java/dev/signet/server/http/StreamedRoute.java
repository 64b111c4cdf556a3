package dev.signet.server.http;

import dev.signet.schema.Answer;
import java.io.OutputStream;

/** What is done for a GET whose reply may be larger than memory. */
@FunctionalInterface
interface StreamedRoute {
    /**
     * Writes the reply, or refuses before anything is written.
     *
     * @param body where the reply goes
     */
    Answer<?> answer(Call call, Body body);

    /** A reply that has not begun. */
    @FunctionalInterface
    interface Body {
        /** Begins it as a success of that media type. */
        OutputStream begin(String mediaType);
    }
}
