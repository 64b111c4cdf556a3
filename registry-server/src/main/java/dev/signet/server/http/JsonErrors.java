package dev.signet.server.http;

import dev.signet.schema.Refusal;
import dev.signet.schema.rest.ErrorReply;
import dev.signet.schema.rest.RestJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What Jetty refuses before any route sees it (bad requests, headers too large) comes as JSON, too. */
final class JsonErrors extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            String message,
            @Nullable Throwable cause,
            Callback callback) {
        String said = Optional.ofNullable(HttpStatus.getMessage(code)).orElse("Error");
        write(request, response, callback, new ErrorReply(code, "HTTP " + code + " " + said, null));
    }

    /** A refusal that is made before a request reaches the servlet. */
    static void write(Request request, Response response, Callback callback, Refusal refusal) {
        Passage.of(request).ifPresent(passage -> passage.refused(refusal.code()));
        response.setStatus(refusal.code().status());
        // What is left of the body is not read, so nothing can follow it on this connection.
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        write(request, response, callback, ErrorReply.of(refusal));
    }

    private static void write(Request request, Response response, Callback callback, ErrorReply error) {
        byte[] body = RestJson.bytes(error);
        String id = RequestId.chosen(request.getHeaders().getValuesList(RequestId.HEADER));
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, MediaType.V1.text())
                .put(HttpHeader.CONTENT_LENGTH, body.length)
                .put(RequestId.HEADER, id);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** A reply after an error that left no route in charge. */
    static void write(HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.code().status());
        response.setContentType(MediaType.V1.text());
        response.getOutputStream().write(RestJson.bytes(ErrorReply.of(refusal)));
    }
}
