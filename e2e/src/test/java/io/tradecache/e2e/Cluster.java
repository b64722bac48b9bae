package io.tradecache.e2e;

import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.embedded.EmbeddedRedis;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import io.tradecache.jdbc.JdbcDatabase;
import java.util.ArrayList;
import java.util.List;

/** A few nodes in this process, on servers of their own. Not thread-safe. */
final class Cluster implements AutoCloseable {

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
