package dev.signet.server.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Statements that travel together: they are sent at once, run one after the other, each on what was committed when it
 * starts, and stop at the first that fails. A database that is 15 ms away answers a registration in two of these.
 */
final class RoundTrip {
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([a-z][a-z_0-9]*)");

    private final Handle handle;
    private final Map<String, Positional> parsed;
    private final List<Statement> statements = new ArrayList<>();
    private final List<RowReader> readers = new ArrayList<>();

    /**
     * An empty round trip.
     *
     * @param parsed keeps the statements that were parsed before
     */
    RoundTrip(Handle handle, Map<String, Positional> parsed) {
        this.handle = handle;
        this.parsed = parsed;
    }

    /** Takes in one row of a result. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * A statement as the driver wants it.
     *
     * @param sql with a question mark for each parameter
     * @param names of the parameters, in order
     */
    record Positional(String sql, List<String> names) {
        static Positional of(String sql) {
            Matcher matcher = PARAMETER.matcher(sql);
            List<String> names = new ArrayList<>();
            String positional = matcher.replaceAll(found -> {
                names.add(found.group(1));
                return "?";
            });
            return new Positional(positional.strip(), List.copyOf(names));
        }
    }

    static Map<String, Positional> newMemory() {
        return new ConcurrentHashMap<>();
    }

    void add(Statement statement) {
        add(statement, row -> {});
    }

    void add(Statement statement, RowReader reader) {
        statements.add(statement);
        readers.add(reader);
    }

    /** Sends the statements and hands every row of every result to its reader. */
    void send() {
        List<Positional> positional = statements.stream()
                .map(statement -> parsed.computeIfAbsent(statement.sql(), Positional::of))
                .toList();
        String all = positional.stream().map(Positional::sql).collect(Collectors.joining(";\n"));
        try (Query query = handle.createQuery(all)) {
            int position = 0;
            for (int i = 0; i < statements.size(); i++) {
                for (String name : positional.get(i).names()) {
                    query.bind(position++, statements.get(i).argument(name));
                }
            }
            query.execute((supplier, context) -> {
                read(supplier);
                return statements.size();
            });
        }
    }

    private void read(Supplier<PreparedStatement> supplier) throws SQLException {
        PreparedStatement sent = supplier.get();
        for (int i = 0; i < statements.size(); i++) {
            if (i > 0) {
                sent.getMoreResults();
            }
            try (ResultSet rows = sent.getResultSet()) {
                while (rows != null && rows.next()) {
                    readers.get(i).read(rows);
                }
            }
        }
    }
}
