package io.tradecache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.Persistence;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.testkit.PersistenceUnderTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForeignChangesTest implements PersistenceUnderTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final TestDatabase migrated = TestSchema.fresh();
    private final Sql sql = new Sql(migrated);
    private final JdbcDatabase database = JdbcDatabase.open(TestSchema.settings(migrated));
    private final AtomicLong nanos = new AtomicLong();
    private final ForeignChanges changes = new ForeignChanges(TestSchema.settings(migrated), nanos::get);

    @AfterEach
    void close() {
        changes.close();
        database.close();
        migrated.close();
    }

    @Override
    public Persistence persistence() {
        return database.persistence();
    }

    @Test
    void theFirstWaitReturnsAtOnceSinceNobodyListenedBefore() {
        assertThat(changes.await(LONG)).isTrue();
        assertThat(changes.isListening()).isTrue();
    }

    @Test
    void foreignSqlEndsTheWait() throws Exception {
        Portfolio portfolio = storedPortfolio();
        changes.await(SHORT);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> changes.await(LONG));

        rename(portfolio);

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void foreignSqlSinceTheLastWaitEndsTheNext() {
        Portfolio portfolio = storedPortfolio();
        changes.await(SHORT);
        rename(portfolio);

        assertThat(changes.await(LONG)).isTrue();
        assertThat(changes.await(SHORT)).isFalse();
    }

    @Test
    void ourOwnWritesWakeNobody() {
        changes.await(SHORT);
        Portfolio portfolio = storedPortfolio();
        persistence().portfolios().update(portfolio, 1);

        assertThat(changes.await(SHORT)).isFalse();
    }

    @Test
    void aLostConnectionIsWaitedOutAndReplaced() {
        changes.await(SHORT);
        endListener();
        assertThat(changes.await(LONG)).isFalse();
        assertThat(changes.isListening()).isFalse();

        long begun = System.nanoTime();
        assertThat(changes.await(SHORT)).isFalse();
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(SHORT.toNanos());

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(changes.await(LONG)).isTrue();
        rename(storedPortfolio());
        assertThat(changes.await(LONG)).isTrue();
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedOut() {
        DatabaseSettings nowhere = DatabaseSettings.of("jdbc:postgresql://127.0.0.1:1/none");
        try (ForeignChanges deaf = new ForeignChanges(nowhere, nanos::get)) {
            long begun = System.nanoTime();

            assertThat(deaf.await(SHORT)).isFalse();

            assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(SHORT.toNanos());
        }
    }

    @Test
    void closingEndsAWaitAndLeavesNoConnection() throws Exception {
        changes.await(SHORT);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> changes.await(LONG));

        changes.close();
        changes.close();

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isFalse();
        assertThat(changes.await(LONG)).isFalse();
    }

    private void rename(Portfolio portfolio) {
        sql.run("UPDATE tradecache.portfolios SET name = 'House' WHERE portfolio_id = '" + portfolio.portfolioId()
                + "'");
    }

    private void endListener() {
        sql.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND application_name = 'tradecache listener'");
    }
}
