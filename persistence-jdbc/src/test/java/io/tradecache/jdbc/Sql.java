package io.tradecache.jdbc;

import io.tradecache.embedded.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Another program on the same database: plain statements, each on a connection of its own. Thread-safe. */
record Sql(TestDatabase database) {

    /** Runs a statement, or several in one transaction, and commits. */
    void run(String... statements) {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            run(connection, statements);
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(String.join("; ", statements), e);
        }
    }

    /** Runs statements in a transaction that stays open. */
    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** The first column of every row. */
    List<String> texts(String query) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (results.next()) {
                texts.add(results.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    /** The only column of the only row. */
    String text(String query) {
        List<String> texts = texts(query);
        if (texts.size() != 1) {
            throw new AssertionError(query + " gave " + texts.size() + " rows");
        }
        return texts.get(0);
    }
}
