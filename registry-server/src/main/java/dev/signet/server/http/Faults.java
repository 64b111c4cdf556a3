package dev.signet.server.http;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.server.registry.StoreFailedException;
import dev.signet.server.registry.StoreTimedOutException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outermost handler: what nobody expected becomes one line in the log and a reply that says no more than needed. */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final int SHOWN = 300;

    private final Exchange exchange;

    Faults(Exchange exchange) {
        this.exchange = exchange;
    }

    void addTo(JavalinConfig javalin) {
        javalin.routes.exception(StoreFailedException.class, this::storeFailed);
        javalin.routes.exception(StoreTimedOutException.class, this::storeTimedOut);
        javalin.routes.exception(HttpResponseException.class, this::refusedByRouter);
        javalin.routes.exception(Exception.class, this::unexpected);
        javalin.router.javaLangErrorHandler((response, error) -> {
            String reference = RequestId.chosen(List.of());
            LOG.error("request failed, reference {}", reference, error);
            try {
                JsonErrors.write(response, internal(reference));
            } catch (IOException gone) {
                LOG.debug("nobody is left to tell", gone);
            }
        });
    }

    private void storeFailed(StoreFailedException fault, Context http) {
        String reference = RequestId.of(http);
        LOG.error("{}: the store failed, reference {}", line(http), reference, fault);
        exchange.refuse(
                http,
                ErrorCode.STORE_FAILED.refusal(
                        "The registry's store failed; whether a write took place is not known. Reference: "
                                + reference));
    }

    private void storeTimedOut(StoreTimedOutException fault, Context http) {
        String reference = RequestId.of(http);
        LOG.warn("{}: the store is too slow, reference {}", line(http), reference, fault);
        exchange.refuse(
                http,
                ErrorCode.STORE_TIMED_OUT.refusal(
                        "The registry's store did not answer in time. Reference: " + reference));
    }

    /** Javalin's own refusals: no such path, no such method. */
    private void refusedByRouter(HttpResponseException refusal, Context http) {
        if (refusal instanceof MethodNotAllowedResponse) {
            String methods = refusal.getDetails().get("availableMethods");
            http.header("Allow", methods == null ? "GET" : methods.replace(" ", ""));
            exchange.refuse(http, ErrorCode.METHOD_NOT_ALLOWED.refusal());
        } else if (refusal.getStatus() == ErrorCode.NOT_FOUND.status()) {
            exchange.refuse(http, ErrorCode.NOT_FOUND.refusal());
        } else {
            unexpected(refusal, http);
        }
    }

    private void unexpected(Exception fault, Context http) {
        if (fault instanceof HttpException said && said.getCode() < 500) {
            // Jetty found the request itself broken, such as a chunk without a length.
            exchange.refuse(http, ErrorCode.MALFORMED_REQUEST.refusal("The request is not valid HTTP"));
            return;
        }
        String reference = RequestId.of(http);
        LOG.error("{} failed, reference {}", line(http), reference, fault);
        exchange.refuse(http, internal(reference));
    }

    private static String line(Context http) {
        String path = http.path();
        return http.req().getMethod() + " " + (path.length() <= SHOWN ? path : path.substring(0, SHOWN) + "…");
    }

    private static Refusal internal(String reference) {
        return ErrorCode.INTERNAL.refusal("The registry failed. Reference for its operator: " + reference);
    }
}
