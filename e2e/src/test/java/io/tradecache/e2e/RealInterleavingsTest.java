package io.tradecache.e2e;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.model.change.Invalidation.Target;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import io.tradecache.jdbc.DatabaseSettings;
import io.tradecache.jdbc.JdbcDatabase;
import io.tradecache.json.Codec;
import io.tradecache.redis.RedisCache;
import io.tradecache.redis.RedisSettings;
import io.tradecache.testkit.simulation.InterleavingsContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Real Redis and real PostgreSQL, one step at a time. */
@TestInstance(Lifecycle.PER_CLASS)
class RealInterleavingsTest implements InterleavingsContract {

    private static final String MARK = "mark";

    /** These tests are about orders: a write that gives Redis up on a busy machine would be another order. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private TestDatabase server;
    private JdbcDatabase database;
    private RedisCache redis;

    @BeforeAll
    void start() {
        server = TestServers.freshDatabase();
        database = JdbcDatabase.open(DatabaseSettings.of(server.jdbcUrl()).as(server.user(), server.password()));
        database.migrate();
        RedisSettings settings = RedisSettings.of(TestServers.freshRedis()).withTimeout(PATIENCE);
        redis = RedisCache.connect(settings, new Codec(), Telemetry.NONE);
        redis.bus().onChange(event -> {
            if (event.type().equals(MARK)) {
                heard.add(event.eventId());
            }
        });
    }

    @AfterAll
    void stop() {
        redis.close();
        database.close();
        server.close();
    }

    @Override
    public CacheStore store() {
        return redis.store();
    }

    @Override
    public Persistence persistence() {
        return database.persistence();
    }

    @Override
    public EventBus bus() {
        return redis.bus();
    }

    @Override
    public int schedules() {
        return Boolean.getBoolean("tradecache.soak") ? 20_000 : 300;
    }

    /** What is published is heard in its order, so whatever came before a mark was heard before it. */
    @Override
    public void settle() {
        String id = UUID.randomUUID().toString();
        UserId nobody = new UserId("nobody");
        Target nothing = new Target(CacheKeys.portfolio(nobody, new PortfolioId("portfolio_none")), 0);
        Instant now = Instant.now();
        redis.store()
                .invalidate(new Invalidation(
                        List.of(nothing),
                        new ChangeEvent(
                                ChangeEvent.FORMAT,
                                id,
                                MARK,
                                MARK,
                                nobody.value(),
                                MARK,
                                null,
                                null,
                                List.of(),
                                MARK,
                                now.getEpochSecond(),
                                now)));
        try {
            while (!id.equals(heard.take())) {
                // An older mark: this test's own is still on its way.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
