package dev.signet.server.http;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Collects request bodies of a bounded length, in bounded time, before a thread is given to the request: slow senders
 * cost memory, not threads, and all of them together no more memory than there is for bodies. Jetty's own handler for
 * this goes on waiting after a timeout.
 */
final class BodyCollector extends Handler.Wrapper {
    private static final String ATTRIBUTE = "signet.body";
    private static final Pattern STREAMED = Pattern.compile("(/contexts/[^/]*)?" + ChangeSetRoutes.PATH);

    private final int limit;
    private final Duration patience;
    private final BodyMemory memory;

    /**
     * A collector.
     *
     * @param limit longest body, in bytes
     * @param patience longest wait for one
     * @param memory what the bodies that arrive or are worked on may take
     */
    BodyCollector(int limit, Duration patience, BodyMemory memory) {
        this.limit = limit;
        this.patience = patience;
        this.memory = memory;
    }

    /** The body of a request that has passed here; empty if it had none. */
    static byte[] of(io.javalin.http.Context http) {
        byte[] collected = http.attribute(ATTRIBUTE);
        return collected == null ? new byte[0] : collected;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        long length = request.getLength();
        boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (length == 0 || length < 0 && !chunked || isStreamed(request)) {
            return super.handle(request, response, callback);
        }
        if (length > limit) {
            JsonErrors.write(request, response, callback, tooLarge());
            return true;
        }
        new Collection(request, response, callback).collect(Runnable::run);
        return true;
    }

    /** A route that reads its body itself has bounds of its own. */
    private static boolean isStreamed(Request request) {
        String path = Request.getPathInContext(request);
        return path.endsWith(ChangeSetRoutes.PATH) && STREAMED.matcher(path).matches();
    }

    private Refusal tooLarge() {
        return ErrorCode.BODY_TOO_LARGE.refusal("The request body is longer than " + limit + " bytes");
    }

    /** One body under way. Jetty calls it again whenever more has arrived. */
    private final class Collection implements Invocable.Task {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean beyond;
        private final long deadline = System.nanoTime() + patience.toNanos();

        Collection(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = Callback.from(callback, this::letGo);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        @Override
        public void run() {
            collect(request.getContext()::execute);
        }

        void collect(Executor worker) {
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    refuse(chunk.getFailure() instanceof TimeoutException ? late() : broken());
                    return;
                }
                boolean last = take(chunk);
                if (beyond) {
                    response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
                    refuse(ErrorCode.OVERLOADED.refusal("The registry has no memory for the request; send it again"));
                    return;
                }
                if (bytes.size() > limit || System.nanoTime() - deadline > 0) {
                    refuse(bytes.size() > limit ? tooLarge() : late());
                    return;
                }
                if (last) {
                    worker.execute(this::handOn);
                    return;
                }
            }
        }

        private boolean take(Content.Chunk chunk) {
            byte[] part = BufferUtil.toArray(chunk.getByteBuffer());
            chunk.release();
            bytes.writeBytes(part);
            // Only the one that goes beyond is refused, not those who hold what it finds taken.
            beyond = !memory.take(part.length);
            return chunk.isLast();
        }

        private void handOn() {
            request.setAttribute(ATTRIBUTE, bytes.toByteArray());
            try {
                if (!BodyCollector.super.handle(request, response, callback)) {
                    Response.writeError(request, response, callback, ErrorCode.NOT_FOUND.status());
                }
            } catch (Exception fault) {
                Response.writeError(request, response, callback, fault);
            }
        }

        private void letGo() {
            memory.giveBack(bytes.size());
            bytes.reset();
        }

        private void refuse(Refusal refusal) {
            letGo();
            JsonErrors.write(request, response, callback, refusal);
        }

        private static Refusal late() {
            return ErrorCode.REQUEST_TIMEOUT.refusal("The request body did not arrive in time");
        }

        private static Refusal broken() {
            return ErrorCode.MALFORMED_REQUEST.refusal("The request body is not valid HTTP, or ended early");
        }
    }
}
