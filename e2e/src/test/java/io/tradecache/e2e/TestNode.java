package io.tradecache.e2e;

import io.tradecache.caffeine.CaffeineNearCache;
import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryPriceFeed;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.Telemetry;
import io.tradecache.jdbc.JdbcDatabase;
import io.tradecache.json.Codec;
import io.tradecache.launcher.CoherenceLoops;
import io.tradecache.redis.RedisCache;
import io.tradecache.redis.RedisSettings;
import java.time.Clock;
import java.util.function.UnaryOperator;

/** One node with everything but HTTP: Redis, PostgreSQL, copies of its own, and the loops that keep them in step. */
final class TestNode implements AutoCloseable {

    final Tradecache tradecache;
    final Persistence persistence;
    final CacheStore store;
    final CaffeineNearCache near = new CaffeineNearCache();

    private final JdbcDatabase database;
    private final RedisCache redis;
    private final EventBus.Subscription hearing;
    private final CoherenceLoops loops;

    private TestNode(String name, Servers servers, Around around) {
        database = JdbcDatabase.open(servers.database());
        redis = RedisCache.connect(around.redis.apply(servers.cache()), new Codec(), around.telemetry);
        store = around.store.apply(redis.store());
        persistence = around.persistence.apply(database.persistence());
        Clock clock = Clock.systemUTC();
        tradecache = Tradecache.builder(store, persistence, new InMemoryPriceFeed(clock), clock)
                .node(name)
                .near(near)
                .telemetry(around.telemetry)
                .build();
        hearing = tradecache.coherence().listenTo(redis.bus());
        loops = CoherenceLoops.start(tradecache.coherence(), database, database.leadership(name));
    }

    /** What a test puts between the node and its servers. */
    record Around(
            UnaryOperator<RedisSettings> redis,
            UnaryOperator<CacheStore> store,
            UnaryOperator<Persistence> persistence,
            Telemetry telemetry) {

        static final Around NOTHING = new Around(
                UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), Telemetry.NONE);
    }

    static TestNode start(String name, Servers servers) {
        return start(name, servers, Around.NOTHING);
    }

    static TestNode start(String name, Servers servers, Around around) {
        return new TestNode(name, servers, around);
    }

    @Override
    public void close() {
        loops.close();
        hearing.close();
        redis.close();
        database.close();
    }
}
