package io.tradecache.e2e;

import static org.awaitility.Awaitility.await;

import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.embedded.EmbeddedRedis;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import io.tradecache.jdbc.JdbcDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A few nodes in this process, on servers of their own. Not thread-safe. */
final class Cluster implements AutoCloseable {

    private static final String UNTOLD = """
            SELECT count(*) FROM tradecache.change_log c
            WHERE NOT EXISTS (
                SELECT FROM tradecache.change_log_told t WHERE pg_visible_in_snapshot(c.xid, t.snapshot))
            """;

    final EmbeddedRedis redis = TestServers.ownRedis();
    final TestDatabase database = TestServers.freshDatabase();
    final Servers servers = new Servers(database.jdbcUrl(), database.user(), database.password(), redis.uri());
    final Subjects subjects;
    final List<TestNode> nodes = new ArrayList<>();

    Cluster(int size, int portfolios) {
        this(size, portfolios, TestNode.Around.NOTHING);
    }

    Cluster(int size, int portfolios, TestNode.Around around) {
        subjects = new Subjects(portfolios);
        try (JdbcDatabase schema = JdbcDatabase.open(servers.database())) {
            schema.migrate();
            subjects.insert(schema.persistence());
        }
        for (int i = 0; i < size; i++) {
            nodes.add(TestNode.start("node-" + i, servers, around));
        }
        awaitTold();
    }

    /** Waits until Redis was told all that the change log knows: the first leader begins with what this test put in. */
    private void awaitTold() {
        await().until(() -> {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet untold = statement.executeQuery(UNTOLD)) {
                return untold.next() && untold.getLong(1) == 0;
            }
        });
    }

    Cached<Portfolio> read(TestNode node, int i) {
        return node.tradecache.portfolios().get(subjects.user(i), subjects.id(i), Demand.ANY);
    }

    /** Lets every node read every portfolio, so that all hold copies. */
    void warm() {
        for (TestNode node : nodes) {
            for (int i = 0; i < subjects.count(); i++) {
                read(node, i);
            }
        }
    }

    /** Renames a portfolio through a node, and says whether Redis could not be told. */
    boolean rename(TestNode node, int i, String name) {
        Portfolio present = node.persistence.portfolios().find(subjects.id(i)).orElseThrow();
        return node.tradecache
                .portfolios()
                .update(
                        present.userId(),
                        present.portfolioId(),
                        present.version(),
                        portfolio -> portfolio.withName(name))
                .pending();
    }

    @Override
    public void close() {
        nodes.forEach(TestNode::close);
        redis.close();
        database.close();
    }
}
