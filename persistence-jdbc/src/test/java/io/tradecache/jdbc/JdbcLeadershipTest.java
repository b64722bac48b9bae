package io.tradecache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.port.Leadership;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.testkit.LeadershipContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcLeadershipTest implements LeadershipContract {

    private static final TestDatabase MIGRATED = TestSchema.fresh();
    private static final JdbcDatabase DATABASE = JdbcDatabase.open(TestSchema.settings(MIGRATED));

    private final Sql sql = new Sql(MIGRATED);
    private final AtomicLong nanos = new AtomicLong();
    private final Map<String, Leadership> nodes = new HashMap<>();

    @AfterAll
    static void close() {
        DATABASE.close();
        MIGRATED.close();
    }

    @AfterEach
    void forgetLeaders() {
        sql.run("DELETE FROM tradecache.leadership");
    }

    @Override
    public Leadership of(String node) {
        return nodes.computeIfAbsent(node, name -> DATABASE.leadership(name, nanos::get));
    }

    @Override
    public void endTerms() {
        nanos.addAndGet(JdbcLeadership.TERM.toNanos());
        sql.run("UPDATE tradecache.leadership SET until = until - interval '2 s'");
    }

    @Test
    void aLeaderAsksAgainWhenHalfOfItsTermIsOver() {
        of("new-york").lead(ROLE);
        sql.run("UPDATE tradecache.leadership SET holder = 'london'");

        nanos.addAndGet(JdbcLeadership.TERM.dividedBy(2).toNanos() - 1);
        assertThat(of("new-york").lead(ROLE)).isTrue();

        nanos.addAndGet(1);
        assertThat(of("new-york").lead(ROLE)).isFalse();
    }

    @Test
    void whoDoesNotLeadAsksAFewTimesASecond() {
        of("new-york").lead(ROLE);
        of("london").lead(ROLE);
        of("new-york").resign(ROLE);

        nanos.addAndGet(JdbcLeadership.PATIENCE.toNanos() - 1);
        assertThat(of("london").lead(ROLE)).isFalse();

        nanos.addAndGet(1);
        assertThat(of("london").lead(ROLE)).isTrue();
    }

    @Test
    void aTermLastsByTheClockOfTheDatabase() {
        String before = sql.text("SELECT clock_timestamp()");
        of("new-york").lead(ROLE);

        assertThat(sql.text("SELECT until BETWEEN timestamptz '" + before + "' + interval '2 s'"
                        + " AND clock_timestamp() + interval '2 s' FROM tradecache.leadership"))
                .isEqualTo("t");
    }

    @Test
    void anotherNodeTakesOverByTheRealClocks() {
        Leadership first = DATABASE.leadership("new-york");
        Leadership second = DATABASE.leadership("london");
        long begun = System.nanoTime();
        first.lead(ROLE);

        while (!second.lead(ROLE)) {
            Thread.onSpinWait();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(4));
        assertThat(first.lead(ROLE)).isFalse();
        assertThat(second.epoch(ROLE)).isEqualTo(2);
    }
}
