package io.tradecache.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.port.MarketOverrides;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.testkit.MarketOverridesContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcMarketOverridesTest implements MarketOverridesContract {

    private static final TestDatabase MIGRATED = TestSchema.fresh();
    private static final JdbcDatabase DATABASE = JdbcDatabase.open(TestSchema.settings(MIGRATED));

    @AfterAll
    static void close() {
        DATABASE.close();
        MIGRATED.close();
    }

    @Override
    public MarketOverrides overrides() {
        return DATABASE.marketOverrides();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'2026-12-07', 'SHUT', NULL, NULL, 'Snow'",
                "'2026-12-07', 'CLOSED', '09:30', '13:00', 'Snow'",
                "'2026-12-07', 'HOURS', NULL, NULL, 'Snow'",
                "'2026-12-07', 'HOURS', '09:30', NULL, 'Snow'",
                "'2026-12-07', 'HOURS', '13:00', '13:00', 'Snow'",
                "'2026-12-07', 'HOURS', '04:00', '13:00', 'Snow'",
                "'2026-12-07', 'HOURS', '09:30', '20:00', 'Snow'",
                "'2026-12-07', 'HOURS', '09:30:01', '13:00', 'Snow'",
                "'infinity', 'CLOSED', NULL, NULL, 'Snow'",
                "'2026-12-07', 'CLOSED', NULL, NULL, ' '"
            })
    void theDatabaseRefusesWhatCouldNotBeReadAgain(String values) {
        Sql sql = new Sql(MIGRATED);

        assertThatThrownBy(
                        () -> sql.run("INSERT INTO tradecache.market_overrides (market, date, kind, open, close, name)"
                                + " VALUES ('XNYS', " + values + ")"))
                .hasStackTraceContaining("violates check constraint");
    }
}
