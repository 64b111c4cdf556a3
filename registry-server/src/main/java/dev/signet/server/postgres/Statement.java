package dev.signet.server.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement with its named parameters. Every parameter has a type of its own, also when it is null: a driver
 * that has to ask the server for types spends a round trip on it.
 */
final class Statement {
    private final String sql;
    private final Map<String, Value> values = new HashMap<>();

    /** Puts a value where a parameter stands. */
    private interface Value {
        void set(PreparedStatement statement, int position) throws SQLException;
    }

    private Statement(String sql) {
        this.sql = sql;
    }

    static Statement of(String sql) {
        return new Statement(sql);
    }

    Statement text(String name, @Nullable String value) {
        return with(name, (statement, position) -> {
            if (value == null) {
                statement.setNull(position, Types.VARCHAR);
            } else {
                statement.setString(position, value);
            }
        });
    }

    Statement number(String name, @Nullable Integer value) {
        return with(name, (statement, position) -> {
            if (value == null) {
                statement.setNull(position, Types.INTEGER);
            } else {
                statement.setInt(position, value);
            }
        });
    }

    Statement large(String name, long value) {
        return with(name, (statement, position) -> statement.setLong(position, value));
    }

    Statement flag(String name, @Nullable Boolean value) {
        return with(name, (statement, position) -> {
            if (value == null) {
                statement.setNull(position, Types.BOOLEAN);
            } else {
                statement.setBoolean(position, value);
            }
        });
    }

    Statement bytes(String name, byte[] value) {
        return with(name, (statement, position) -> statement.setBytes(position, value));
    }

    Statement uuid(String name, UUID value) {
        return with(name, (statement, position) -> statement.setObject(position, value));
    }

    Statement texts(String name, Collection<String> values) {
        return array(name, "text", values.toArray());
    }

    Statement numbers(String name, Collection<Integer> values) {
        return array(name, "int4", values.toArray());
    }

    Statement longs(String name, Collection<Long> values) {
        return array(name, "int8", values.toArray());
    }

    Statement flags(String name, Collection<Boolean> values) {
        return array(name, "bool", values.toArray());
    }

    Statement uuids(String name, Collection<UUID> values) {
        return array(name, "uuid", values.toArray());
    }

    String sql() {
        return sql;
    }

    /** Gives the parameters their values, which stand in this order from a position on; returns the next position. */
    int bind(PreparedStatement target, int first, List<String> names) throws SQLException {
        int position = first;
        for (String name : names) {
            Value value = values.get(name);
            if (value == null) {
                throw new IllegalStateException("no value for :" + name + " of " + sql);
            }
            value.set(target, position++);
        }
        return position;
    }

    private Statement array(String name, String type, Object[] values) {
        return with(name, (statement, position) -> setArray(statement, position, type, values));
    }

    private static void setArray(PreparedStatement statement, int position, String type, Object[] values)
            throws SQLException {
        statement.setArray(position, statement.getConnection().createArrayOf(type, values));
    }

    private Statement with(String name, Value value) {
        values.put(name, value);
        return this;
    }
}
