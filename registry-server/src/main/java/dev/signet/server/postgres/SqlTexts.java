package dev.signet.server.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * SQL as the driver wants it, made once for each statement and for each sequence of statements that travels together:
 * a driver that gets the same text again finds what it has prepared. Safe for concurrent use.
 */
final class SqlTexts {
    /** Far more sequences than there are kinds of requests; a change of many parts may be one of its own. */
    private static final int MOST_SEQUENCES = 1_000;

    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([a-z][a-z_0-9]*)");

    private final Map<String, Positional> statements = new ConcurrentHashMap<>();
    private final Map<List<Positional>, String> sequences = new ConcurrentHashMap<>();

    /** A statement as the driver wants it: with a question mark for each parameter. Equal to itself only, so found fast. */
    static final class Positional {
        private final String sql;
        private final List<String> names;

        private Positional(String sql, List<String> names) {
            this.sql = sql;
            this.names = names;
        }

        private static Positional of(String sql) {
            Matcher matcher = PARAMETER.matcher(sql);
            List<String> names = new ArrayList<>();
            String positional = matcher.replaceAll(found -> {
                names.add(found.group(1));
                return "?";
            });
            return new Positional(positional.strip(), List.copyOf(names));
        }

        String sql() {
            return sql;
        }

        /** The names of the parameters, in order. */
        List<String> names() {
            return names;
        }
    }

    Positional positional(Statement statement) {
        return statements.computeIfAbsent(statement.sql(), Positional::of);
    }

    /** The text of statements that are sent at once. */
    String sequence(List<Positional> parts) {
        String known = sequences.get(parts);
        if (known != null) {
            return known;
        }
        String joined = parts.stream().map(Positional::sql).collect(Collectors.joining(";\n"));
        if (sequences.size() < MOST_SEQUENCES) {
            sequences.put(List.copyOf(parts), joined);
        }
        return joined;
    }
}
