package io.tradecache.launcher;

import io.tradecache.caffeine.CaffeineNearCache;
import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.inmemory.InMemoryLeadership;
import io.tradecache.core.inmemory.InMemoryPriceInterest;
import io.tradecache.core.port.CacheInspection;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.Leadership;
import io.tradecache.core.port.NearCache;
import io.tradecache.core.port.PriceInterest;
import io.tradecache.core.port.Telemetry;
import io.tradecache.jdbc.JdbcDatabase;
import io.tradecache.json.Codec;
import io.tradecache.redis.RedisCache;
import io.tradecache.redis.RedisSettings;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * The cache of a node and what belongs to it. Immutable.
 *
 * @param store the cache
 * @param inspection a look into it
 * @param bus where its events are heard
 * @param near the copies of this node
 * @param leadership which node tells the cache what the change log knows, and keeps prices fresh
 * @param interest which prices the nodes want
 * @param answering whether it could be used at this moment
 */
record NodeCache(
        CacheStore store,
        CacheInspection inspection,
        EventBus bus,
        NearCache near,
        Leadership leadership,
        PriceInterest interest,
        BooleanSupplier answering) {

    /** Shared with all other nodes through Redis, with copies in this process. One node of all tells Redis. */
    static NodeCache shared(
            RedisSettings settings, JdbcDatabase database, String node, Telemetry telemetry, Closing closing) {
        RedisCache redis = closing.opened(RedisCache.connect(settings, new Codec(), telemetry));
        return new NodeCache(
                redis.store(),
                redis.inspection(),
                redis.bus(),
                new CaffeineNearCache(),
                database.leadership(node),
                database.priceInterest(node),
                redis.store()::answers);
    }

    /** Inside this process, which therefore has to tell its cache by itself; copies of it would be of no use. */
    static NodeCache inProcess(Clock clock, String node) {
        InMemoryEventBus bus = new InMemoryEventBus();
        InMemoryCacheStore store = new InMemoryCacheStore(clock, bus);
        return new NodeCache(
                store,
                store,
                bus,
                NearCache.NONE,
                new InMemoryLeadership(clock).of(node),
                new InMemoryPriceInterest(clock).of(node),
                () -> true);
    }
}
