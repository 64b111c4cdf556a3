package dev.signet.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;

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

    /** A PUT that is about the server and not about any context. */
    void putOutside(String path, Route route) {
        entries.add(new Entry(HandlerType.PUT, path, false, true, route));
    }

    /** A DELETE whose path names its context itself. */
    void deleteOutside(String path, Route route) {
        entries.add(new Entry(HandlerType.DELETE, path, false, false, route));
    }

    /** A GET whose reply is written while it is found out. */
    void getStreamed(String path, StreamedRoute route) {
        streams.put(path, route);
    }

    /** Every method and path, but HEAD and OPTIONS, which follow from the others; sorted. */
    SortedSet<String> table() {
        SortedSet<String> table = new TreeSet<>();
        for (Entry entry : entries) {
            table.add(entry.method.name() + " " + entry.path);
            if (entry.inContexts) {
                table.add(entry.method.name() + " " + INSIDE + entry.path);
            }
        }
        streams.keySet().forEach(path -> table.add(HandlerType.GET.name() + " " + path));
        return table;
    }

    void install(RoutesConfig javalin, Exchange exchange, Traffic traffic) {
        Installation installation = new Installation(javalin, exchange, traffic);
        for (Entry entry : entries) {
            installation.add(entry, entry.path);
        }
        for (Entry entry : entries) {
            if (entry.inContexts) {
                installation.add(entry, INSIDE + entry.path);
            }
        }
        streams.forEach(installation::add);
        installation.addOptions();
    }

    /** Puts the table into the router. A route counts as one, below a context or not. */
    private record Installation(
            RoutesConfig javalin, Exchange exchange, Traffic traffic, Map<String, List<HandlerType>> methods) {
        Installation(RoutesConfig javalin, Exchange exchange, Traffic traffic) {
            this(javalin, exchange, traffic, new LinkedHashMap<>());
        }

        void add(Entry entry, String path) {
            Handler handler = entry.hasBody ? exchange.withBody(entry.route) : exchange.withoutBody(entry.route);
            add(entry.method, path, entry.path, handler);
            if (entry.method.equals(HandlerType.GET)) {
                add(HandlerType.HEAD, path, entry.path, handler);
            }
        }

        void add(String path, StreamedRoute route) {
            add(HandlerType.GET, path, path, exchange.streamed(route));
        }

        void addOptions() {
            methods.forEach((path, allowed) ->
                    javalin.addHttpHandler(HandlerType.OPTIONS, path, exchange.options(list(allowed))));
        }

        private void add(HandlerType method, String path, String template, Handler handler) {
            Traffic.Line line = traffic.line(method.name(), template);
            javalin.addHttpHandler(method, path, Exchange.counted(line, handler));
            methods.computeIfAbsent(path, any -> new ArrayList<>()).add(method);
        }
    }

    private static String list(List<HandlerType> methods) {
        StringJoiner list = new StringJoiner(",");
        methods.forEach(method -> list.add(method.name()));
        return list.add(HandlerType.OPTIONS.name()).toString();
    }
}
