package dev.signet.server.http;

import dev.signet.server.http.HttpSettings.RequestLog;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where every request comes in and every answer goes out: counts them, logs them if that is wanted. */
final class Gate extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final int SHOWN = 300;

    private final Traffic traffic;
    private final Traffic.Line nowhere;
    private final RequestLog requestLog;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean closing;

    Gate(Traffic traffic, RequestLog requestLog) {
        this.traffic = traffic;
        this.nowhere = traffic.line("OTHER", "none");
        this.requestLog = requestLog;
    }

    int underWay() {
        return underWay.get();
    }

    /** From now on every answer asks the client to go elsewhere with its next request. */
    void announceEnd() {
        closing = true;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Passage passage = Passage.begin(request, nowhere);
        underWay.incrementAndGet();
        if (closing) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        Callback counted = Callback.from(callback, () -> answered(passage, request, response));
        try {
            if (!super.handle(request, response, counted)) {
                Response.writeError(request, response, counted, 404);
            }
        } catch (Exception fault) {
            Response.writeError(request, response, counted, fault);
        }
        return true;
    }

    private void answered(Passage passage, Request request, Response response) {
        underWay.decrementAndGet();
        long nanos = passage.end(traffic, response.getStatus());
        if (requestLog == RequestLog.ALL && !passage.isLogged()) {
            log(request, response, nanos);
        }
    }

    private static void log(Request request, Response response, long nanos) {
        String path = request.getHttpURI().getPath();
        String shown = path == null || path.length() <= SHOWN ? path : path.substring(0, SHOWN) + "…";
        long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
        LOG.atInfo()
                .addKeyValue("requestId", response.getHeaders().get(RequestId.HEADER))
                .addKeyValue("method", request.getMethod())
                .addKeyValue("path", shown)
                .addKeyValue("status", response.getStatus())
                .addKeyValue("micros", micros)
                .log("{} {} answered {} after {} µs", request.getMethod(), shown, response.getStatus(), micros);
    }
}
