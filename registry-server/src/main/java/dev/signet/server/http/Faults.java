package dev.signet.server.http;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.server.registry.IdsExhaustedException;
import dev.signet.server.registry.StoreBusyException;
import dev.signet.server.registry.StoreFailedException;
import dev.signet.server.registry.StoreOutOfReachException;
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
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** The outermost handler: what nobody expected becomes one line in the log and a reply that says no more than needed. */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final int SHOWN = 300;
    private static final String RETRY_AFTER = "Retry-After";

    /** Seconds. A client may send the same request again: one that was carried out gets the same answer. */
    private static final String SOON = "1";

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
        if (fault instanceof StoreOutOfReachException gone) {
            outOfReach(gone, http);
            return;
        }
        if (fault instanceof IdsExhaustedException exhausted) {
            log(Level.ERROR, http).log("{}: {}", line(http), fault.getMessage());
            exchange.refuse(http, ErrorCode.IDS_EXHAUSTED.refusal(exhausted.context(), Integer.MAX_VALUE));
            return;
        }
        String reference = RequestId.of(http);
        http.header(RETRY_AFTER, SOON);
        log(Level.ERROR, http).setCause(fault).log("{}: the store failed, reference {}", line(http), reference);
        exchange.refuse(
                http,
                ErrorCode.STORE_FAILED.refusal(
                        "The registry's store failed; whether a write took place is not known. Reference: "
                                + reference));
    }

    /** The log says once when an outage begins and once when it ends. */
    private void outOfReach(StoreOutOfReachException fault, Context http) {
        LOG.debug("{}: {}", line(http), fault.getMessage());
        http.header(RETRY_AFTER, SOON);
        exchange.refuse(
                http,
                ErrorCode.STORE_FAILED.refusal("The registry's store is out of reach (%s since %s); nothing was done"
                        .formatted(fault.outage().reason(), fault.outage().since())));
    }

    private void storeTimedOut(StoreTimedOutException fault, Context http) {
        String reference = RequestId.of(http);
        http.header(RETRY_AFTER, SOON);
        String why;
        if (fault instanceof StoreBusyException) {
            log(Level.WARN, http).log("{}: {}, reference {}", line(http), fault.getMessage(), reference);
            why = "The registry is busy: all its connections to the store are in use; nothing was done";
        } else {
            log(Level.WARN, http).setCause(fault).log("{}: the store is too slow, reference {}", line(http), reference);
            why = "The registry's store did not answer in time";
        }
        exchange.refuse(http, ErrorCode.STORE_TIMED_OUT.refusal(why + ". Reference: " + reference));
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
        log(Level.ERROR, http).setCause(fault).log("{} failed, reference {}", line(http), reference);
        exchange.refuse(http, internal(reference));
    }

    /** The one line of a request in the log. */
    private static LoggingEventBuilder log(Level level, Context http) {
        Passage.of(http).logged();
        return LOG.atLevel(level).addKeyValue("requestId", RequestId.of(http));
    }

    private static String line(Context http) {
        String path = http.path();
        return http.req().getMethod() + " " + (path.length() <= SHOWN ? path : path.substring(0, SHOWN) + "…");
    }

    private static Refusal internal(String reference) {
        return ErrorCode.INTERNAL.refusal("The registry failed. Reference for its operator: " + reference);
    }
}
