package dev.signet.server.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements that travel together: they are sent at once, run one after the other, each on what was committed when it
 * starts, and stop at the first that fails. A database that is 15 ms away answers a registration in two of these.
 */
final class RoundTrip {
    private final Connection connection;
    private final SqlTexts texts;
    private final List<Statement> statements = new ArrayList<>();
    private final List<RowReader> readers = new ArrayList<>();

    /** An empty round trip on a connection. */
    RoundTrip(Connection connection, SqlTexts texts) {
        this.connection = connection;
        this.texts = texts;
    }

    /** Takes in one row of a result. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
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
        List<SqlTexts.Positional> parts = new ArrayList<>(statements.size());
        for (Statement statement : statements) {
            parts.add(texts.positional(statement));
        }
        try (PreparedStatement sent = connection.prepareStatement(texts.sequence(parts))) {
            int position = 1;
            for (int i = 0; i < parts.size(); i++) {
                position = statements.get(i).bind(sent, position, parts.get(i).names());
            }
            sent.execute();
            read(sent);
        } catch (SQLException failed) {
            throw new DriverFailedException(failed);
        }
    }

    private void read(PreparedStatement sent) throws SQLException {
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
