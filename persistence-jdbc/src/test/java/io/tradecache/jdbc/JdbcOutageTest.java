package io.tradecache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PortfolioRepository;
import io.tradecache.embedded.EmbeddedPostgres;
import io.tradecache.embedded.TestServers;
import io.tradecache.testkit.NewRecords;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcOutageTest {

    private static final Duration QUICK = Duration.ofSeconds(4);
    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final Duration RECOVERY = Duration.ofSeconds(20);

    private final EmbeddedPostgres postgres = TestServers.ownPostgres();
    private final JdbcDatabase database = JdbcDatabase.open(DatabaseSettings.of(postgres.jdbcUrl())
            .as(postgres.user(), postgres.password())
            .withConnectionTimeout(Duration.ofSeconds(1))
            .withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1)));
    private final PortfolioRepository portfolios = database.persistence().portfolios();
    private final Portfolio portfolio = NewRecords.portfolio(NewRecords.user());

    @BeforeEach
    void keepSomething() {
        database.migrate();
        portfolios.insert(portfolio);
    }

    @AfterEach
    void close() {
        database.close();
        postgres.close();
    }

    @Test
    void callsFailQuicklyWhileTheServerIsGoneAndWorkSoonAfterItReturns() {
        postgres.stop();

        assertQuicklyUnavailable();
        postgres.restart();
        assertRecovers();
    }

    @Test
    void callsFailQuicklyWhileTheServerIsFrozenAndWorkSoonAfterItGoesOn() {
        postgres.pause();

        assertQuicklyUnavailable();
        postgres.resume();
        assertRecovers();
    }

    @Test
    void afterTheFirstFailureCallsFailAtOnceUntilTheServerIsBack() {
        postgres.stop();

        List<Duration> waits =
                Stream.generate(this::failure).limit(100).sorted().toList();

        assertThat(waits.get(50)).isLessThan(AT_ONCE);
        postgres.restart();
        assertRecovers();
    }

    @Test
    void aTransactionWhoseConnectionBreaksLeavesNothing() {
        Portfolio another = NewRecords.portfolio(NewRecords.user());

        assertThatThrownBy(() -> database.persistence().transactions().inTransaction(() -> {
                    portfolios.insert(another);
                    postgres.stop();
                    return "to be committed";
                }))
                .isInstanceOf(PortException.Unavailable.class);

        postgres.restart();
        assertRecovers();
        assertThat(portfolios.find(another.portfolioId())).isEmpty();
    }

    private void assertQuicklyUnavailable() {
        assertUnavailable(() -> portfolios.find(portfolio.portfolioId()));
        assertUnavailable(() -> portfolios.update(portfolio, 1));
        long begun = System.nanoTime();
        assertThat(database.isAnswering()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(QUICK);
    }

    private Duration failure() {
        return assertUnavailable(() -> portfolios.find(portfolio.portfolioId()));
    }

    private static Duration assertUnavailable(Runnable call) {
        long begun = System.nanoTime();
        assertThatThrownBy(call::run).isInstanceOf(PortException.Unavailable.class);
        Duration wait = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(wait).isLessThan(QUICK);
        return wait;
    }

    private void assertRecovers() {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (!database.isAnswering() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        assertThat(portfolios.find(portfolio.portfolioId())).contains(portfolio);
    }
}
