package dev.signet.broker.append;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.kafka.common.requests.RequestContext;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose request a thread of the broker works on. Kafka keeps it in a thread-local variable of its own; where that is not
 * found, clients have no names, and everything else goes on. Safe for use by many threads; usable once the hook is in.
 */
public final class RequestClients {

    private static final Logger LOG = LoggerFactory.getLogger(RequestClients.class);

    private static final String HANDLER = "kafka.server.KafkaRequestHandler$";
    private static final String VARIABLE = "kafka$server$KafkaRequestHandler$$threadCurrentRequest";

    /** Where Kafka's releases have had the class of a request. */
    private static final List<String> REQUESTS =
            List.of("org.apache.kafka.network.Request", "kafka.network.RequestChannel$Request");

    private static final ThreadLocal<?> REQUEST = request();
    private static final MethodHandle CONTEXT = context();

    private RequestClients() {}

    /** The client id of the request that this thread works on; empty if it has none, or if it cannot be told. */
    public static String ofThisThread() {
        Object request = REQUEST.get();
        if (request == null) {
            return "";
        }
        try {
            AuthorizableRequestContext context = (AuthorizableRequestContext) CONTEXT.invokeExact(request);
            String id = context == null ? null : context.clientId();
            return id == null ? "" : id;
        } catch (Throwable unfit) {
            // no name is no reason not to count
            return "";
        }
    }

    /** Kafka's own variable; where there is none, one that is always empty. */
    private static ThreadLocal<?> request() {
        try {
            Class<?> handler = Class.forName(HANDLER, true, loader());
            Method variable = handler.getMethod(VARIABLE);
            return (ThreadLocal<?>) variable.invoke(handler.getField("MODULE$").get(null));
        } catch (ReflectiveOperationException | LinkageError | ClassCastException absent) {
            LOG.warn("this Apache Kafka does not say whose request it works on; clients are counted as one", absent);
            return new ThreadLocal<>();
        }
    }

    private static MethodHandle context() {
        for (String name : REQUESTS) {
            try {
                return KafkaMethods.ofInstances(
                                KafkaMethods.type(name, loader()), "context", methodType(RequestContext.class))
                        .asType(methodType(AuthorizableRequestContext.class, Object.class));
            } catch (WeavingException elsewhere) {
                LOG.debug("requests are not of class {}", name, elsewhere);
            }
        }
        LOG.warn("this Apache Kafka's requests do not say whose they are; clients are counted as one");
        return MethodHandles.empty(methodType(AuthorizableRequestContext.class, Object.class));
    }

    private static ClassLoader loader() {
        ClassLoader own = RequestClients.class.getClassLoader();
        return own != null ? own : ClassLoader.getSystemClassLoader();
    }
}
