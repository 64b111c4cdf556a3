package dev.signet.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The table of routes. Each one also exists below a context; GET also answers HEAD; OPTIONS names the methods of a
 * path. Paths are matched in the order of this table, so the busy ones come first.
 */
final class Routes {
    /** The path parameter that names a context. */
    static final String CONTEXT = "context";

    private static final String INSIDE = "/contexts/{" + CONTEXT + "}";

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, StreamedRoute> streams = new LinkedHashMap<>();

    private record Entry(HandlerType method, String path, boolean inContexts, boolean hasBody, Route route) {}

    void get(String path, Route route) {
        entries.add(new Entry(HandlerType.GET, path, true, false, route));
    }

    void post(String path, Route route) {
        entries.add(new Entry(HandlerType.POST, path, true, true, route));
    }

    void put(String path, Route route) {
        entries.add(new Entry(HandlerType.PUT, path, true, true, route));
    }

    void delete(String path, Route route) {
        entries.add(new Entry(HandlerType.DELETE, path, true, false, route));
    }

    /** A GET that is about the server and not about any context. */
    void getOutside(String path, Route route) {
        entries.add(new Entry(HandlerType.GET, path, false, false, route));
    }

    /** A POST that is about the server and not about any context. */
    void postOutside(String path, Route route) {
        entries.add(new Entry(HandlerType.POST, path, false, true, route));
    }

    /** A DELETE whose path names its context itself. */
    void deleteOutside(String path, Route route) {
        entries.add(new Entry(HandlerType.DELETE, path, false, false, route));
    }

    /** A GET whose reply is written while it is found out. */
    void getStreamed(String path, StreamedRoute route) {
        streams.put(path, route);
    }

    void install(RoutesConfig javalin, Exchange exchange) {
        Map<String, List<HandlerType>> methods = new LinkedHashMap<>();
        for (Entry entry : entries) {
            install(javalin, entry, entry.path, exchange, methods);
        }
        for (Entry entry : entries) {
            if (entry.inContexts) {
                install(javalin, entry, INSIDE + entry.path, exchange, methods);
            }
        }
        streams.forEach((path, route) -> {
            javalin.addHttpHandler(HandlerType.GET, path, exchange.streamed(route));
            methods.computeIfAbsent(path, any -> new ArrayList<>()).add(HandlerType.GET);
        });
        methods.forEach(
                (path, allowed) -> javalin.addHttpHandler(HandlerType.OPTIONS, path, exchange.options(list(allowed))));
    }

    private static void install(
            RoutesConfig javalin, Entry entry, String path, Exchange exchange, Map<String, List<HandlerType>> methods) {
        Handler handler = entry.hasBody ? exchange.withBody(entry.route) : exchange.withoutBody(entry.route);
        List<HandlerType> known = methods.computeIfAbsent(path, any -> new ArrayList<>());
        javalin.addHttpHandler(entry.method, path, handler);
        known.add(entry.method);
        if (entry.method.equals(HandlerType.GET)) {
            javalin.addHttpHandler(HandlerType.HEAD, path, handler);
            known.add(HandlerType.HEAD);
        }
    }

    private static String list(List<HandlerType> methods) {
        StringJoiner list = new StringJoiner(",");
        methods.forEach(method -> list.add(method.name()));
        return list.add(HandlerType.OPTIONS.name()).toString();
    }
}
