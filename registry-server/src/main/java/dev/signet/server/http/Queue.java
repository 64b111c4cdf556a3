package dev.signet.server.http;

import dev.signet.schema.ErrorCode;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Works on a bounded number of requests at a time; a bounded number of further ones waits without a thread, for a bounded
 * time, and more are refused. Probes and scrapes pass: whoever watches the server must be answered just then.
 */
final class Queue extends QoSHandler {
    private static final String SOON = "1";

    Queue(HttpSettings.Load load) {
        setMaxRequestCount(atATime(load.maxThreads()));
        setMaxSuspendedRequestCount(load.maxWaiting());
        setMaxSuspend(load.waitTimeout());
    }

    /** Some threads are left for what passes, and for the network. */
    static int atATime(int threads) {
        return Math.max(1, threads - Math.max(4, threads / 8));
    }

    @Override
    public boolean onConditionsMet(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        boolean passes = path.startsWith("/health/") || path.equals("/metrics");
        return passes
                ? onConditionsNotMet(request, response, callback)
                : super.onConditionsMet(request, response, callback);
    }

    @Override
    protected void reject(Request request, Response response, Callback callback, int status) {
        refuse(request, response, callback, "The registry has too many requests at a time; send this one again");
    }

    @Override
    protected void expireSuspended(Request request, Response response, Callback callback) {
        refuse(request, response, callback, "The registry had no time for the request; send it again");
    }

    private static void refuse(Request request, Response response, Callback callback, String why) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, SOON);
        JsonErrors.write(request, response, callback, ErrorCode.OVERLOADED.refusal(why));
    }
}
