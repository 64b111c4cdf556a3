package dev.signet.server.http;

import dev.signet.server.brokers.Brokers;
import dev.signet.server.registry.Export;
import dev.signet.server.registry.Registry;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The registry's use cases over HTTP. Safe for concurrent use. */
public final class HttpServer implements AutoCloseable {
    /** Room for a subject of the greatest length, percent-encoded, twice. */
    private static final int HEADER_BYTES = 16 * 1024;

    private static final int LEAST_THREADS = 4;

    /** One part of so many may hold request bodies. */
    private static final int PARTS_OF_MEMORY = 8;

    /** How long a connection without a request is kept while closing. */
    private static final long CLOSING_MILLIS = 100;

    /**
     * Any subject is a legal path segment, so what Jetty finds ambiguous is let through; routes look at encoded
     * segments only, and never at a normalised path.
     */
    private static final UriCompliance ANY_SUBJECT = new UriCompliance(
            "ANY_SUBJECT",
            EnumSet.of(
                    Violation.AMBIGUOUS_PATH_SEGMENT,
                    Violation.AMBIGUOUS_PATH_SEPARATOR,
                    Violation.AMBIGUOUS_PATH_PARAMETER,
                    Violation.AMBIGUOUS_PATH_ENCODING,
                    Violation.AMBIGUOUS_EMPTY_SEGMENT,
                    Violation.SUSPICIOUS_PATH_CHARACTERS,
                    Violation.BAD_UTF8_ENCODING,
                    Violation.BAD_PERCENT_ENCODING));

    private final Javalin javalin;
    private final Gate gate;
    private final Duration drainDelay;

    private HttpServer(Javalin javalin, Gate gate, Duration drainDelay) {
        this.javalin = javalin;
        this.gate = gate;
        this.drainDelay = drainDelay;
    }

    /**
     * Listens.
     *
     * @throws CannotListenException if the address cannot be listened on
     */
    public static HttpServer start(Registry registry, Health health, HttpSettings settings) {
        Operations operations = Operations.of(health);
        BodyMemory memory = memory();
        return start(routes(registry, operations, door(registry, settings, memory)), operations, settings, memory);
    }

    /**
     * Listens, also tells everything at once, and hears brokers.
     *
     * @throws CannotListenException if the address cannot be listened on
     */
    public static HttpServer start(
            Registry registry, Export export, Brokers brokers, Operations operations, HttpSettings settings) {
        BodyMemory memory = memory();
        Routes routes = routes(registry, operations, door(registry, settings, memory));
        new ExportRoutes(export).addTo(routes);
        new BrokerRoutes(brokers).addTo(routes);
        return start(routes, operations, settings, memory);
    }

    private static BodyMemory memory() {
        return new BodyMemory(Runtime.getRuntime().maxMemory() / PARTS_OF_MEMORY);
    }

    static ChangeSetDoor door(Registry registry, HttpSettings settings, BodyMemory memory) {
        return new ChangeSetDoor(Queue.atATime(settings.load().maxThreads()), memory, registry.changeSetLimits());
    }

    private static HttpServer start(Routes routes, Operations operations, HttpSettings settings, BodyMemory memory) {
        Traffic traffic = operations.traffic();
        Gate gate = new Gate(traffic, settings.requestLog());
        Queue queue = new Queue(settings.load());
        BodyCollector collector = new BodyCollector(
                settings.bodies().maxBytes(), settings.bodies().timeout(), memory);
        traffic.underWay(gate::underWay, queue::getSuspendedRequestCount);
        Javalin javalin = Javalin.create(config -> {
            jetty(config, settings);
            config.jetty.modifyServer(server -> server(server, settings, gate, List.of(queue, collector)));
            configure(config, routes, traffic, settings);
        });
        try {
            return new HttpServer(javalin.start(), gate, settings.draining().delay());
        } catch (RuntimeException failed) {
            throw CannotListenException.because(
                    failed, settings.listening().host(), settings.listening().port());
        }
    }

    /** The port listened on. */
    public int port() {
        return javalin.port();
    }

    /** Goes on for the time that probes need to notice, takes no new requests then, waits for those under way, stops. */
    @Override
    public void close() {
        gate.announceEnd();
        try {
            // Nobody counts this down: it waits, but not any longer when the process is told to hurry.
            new CountDownLatch(1).await(drainDelay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            javalin.stop();
        }
    }

    private static void configure(JavalinConfig config, Routes routes, Traffic traffic, HttpSettings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.defaultContentType = MediaType.V1.text();
        config.http.prefer405over404 = true;
        Exchange exchange = new Exchange(settings.conflictCode());
        new Faults(exchange).addTo(config);
        routes.install(config.routes, exchange, traffic);
    }

    static Routes routes(Registry registry, Operations operations, ChangeSetDoor door) {
        Routes routes = new Routes();
        new SchemaRoutes(registry).addTo(routes);
        new SubjectRoutes(registry).addTo(routes);
        new CompatibilityRoutes(registry).addTo(routes);
        new ConfigRoutes(registry).addTo(routes);
        new ModeRoutes(registry).addTo(routes);
        registry.associations().ifPresent(kept -> new AssociationRoutes(kept).addTo(routes));
        new ServerRoutes(registry, BuildVersion.ofThisBuild()).addTo(routes);
        new HealthRoutes(operations.health()).addTo(routes);
        new MetricsRoutes(operations.traffic()).addTo(routes);
        new CatalogRoutes(registry).addTo(routes);
        new ChangeSetRoutes(registry, door).addTo(routes);
        new DiffRoutes(registry).addTo(routes);
        new ImpactRoutes(registry).addTo(routes);
        OpenApi.ofThisBuild().addTo(routes);
        return routes;
    }

    private static void jetty(JavalinConfig config, HttpSettings settings) {
        QueuedThreadPool threads = new QueuedThreadPool(settings.load().maxThreads(), LEAST_THREADS);
        threads.setName("http");
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(HttpServer::http);
        config.jetty.addConnector((server, http) -> connector(server, http, settings.listening()));
        config.jetty.modifyServletContextHandler(HttpServer::servlets);
    }

    private static void http(HttpConfiguration http) {
        http.setUriCompliance(ANY_SUBJECT);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, HttpSettings.Listening settings) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        connector.setShutdownIdleTimeout(CLOSING_MILLIS);
        try {
            // Before anything is started, so that nothing is left behind when the address is taken.
            connector.open();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        return connector;
    }

    private static void server(Server server, HttpSettings settings, Gate gate, List<Handler.Singleton> inside) {
        server.getBeans(LowResourceMonitor.class).forEach(server::removeBean);
        server.addBean(new NetworkConnectionLimit(settings.listening().maxConnections(), server));
        server.setErrorHandler(new JsonErrors());
        server.setStopTimeout(settings.draining().timeout().toMillis());
        inside.forEach(server::insertHandler);
        server.insertHandler(gate);
        server.insertHandler(new GracefulHandler());
    }

    private static void servlets(ServletContextHandler servlets) {
        servlets.setErrorHandler(new JsonErrors());
        servlets.setSessionHandler(new NoSessions());
        servlets.getServletHandler().setDecodeAmbiguousURIs(true);
    }
}
