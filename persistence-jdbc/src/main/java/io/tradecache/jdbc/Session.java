package io.tradecache.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on one connection. Parameters are texts, numbers, dates, booleans, null, arrays of texts, and instants,
 * which are cut to the microsecond as the database keeps them (the driver would round them up). Not thread-safe.
 */
final class Session {

    private static final int BATCH = 1_000;

    private final Connection connection;

    Session(Connection connection) {
        this.connection = connection;
    }

    /** Reads something from a result, or from one of its rows. */
    interface Reader<T> {
        T read(ResultSet results) throws SQLException;
    }

    /** Reads a result as a whole. */
    <T> T query(String sql, Reader<T> result, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet results = statement.executeQuery()) {
                return result.read(results);
            }
        }
    }

    /** Reads a result of at most one row. */
    <T> Optional<T> first(String sql, Reader<T> row, @Nullable Object... parameters) throws SQLException {
        return query(sql, results -> results.next() ? Optional.of(row.read(results)) : Optional.empty(), parameters);
    }

    /** Runs a query for what it does, such as locking a row, and tells whether it found any. */
    boolean finds(String sql, @Nullable Object... parameters) throws SQLException {
        return query(sql, ResultSet::next, parameters);
    }

    /** Reads every row. */
    <T> List<T> all(String sql, Reader<T> row, @Nullable Object... parameters) throws SQLException {
        return query(
                sql,
                results -> {
                    List<T> rows = new ArrayList<>();
                    while (results.next()) {
                        rows.add(row.read(results));
                    }
                    return rows;
                },
                parameters);
    }

    /** Runs a statement that has no result, and tells how many rows it changed. */
    int change(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    /** Runs a statement once for each list of parameters, in their order, and tells how many there were. */
    int changeEach(String sql, List<Object[]> parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int from = 0; from < parameters.size(); from += BATCH) {
                for (Object[] each : parameters.subList(from, Math.min(from + BATCH, parameters.size()))) {
                    bind(statement, each);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
        return parameters.size();
    }

    /** A column that is not null, as the counterpart of an instant given. */
    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            statement.setObject(
                    i + 1,
                    value instanceof Instant instant
                            ? instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC)
                            : value);
        }
    }
}
