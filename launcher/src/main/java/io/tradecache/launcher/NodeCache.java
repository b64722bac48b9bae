package io.tradecache.launcher;

import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.Telemetry;
import io.tradecache.json.Codec;
import io.tradecache.redis.RedisCacheStore;
import io.tradecache.redis.RedisEventBus;
import io.tradecache.redis.RedisSettings;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * The cache of a node and the bus that belongs to it. Immutable.
 *
 * @param store the cache
 * @param bus where its events are heard
 * @param answering whether it could be used at this moment
 */
record NodeCache(CacheStore store, EventBus bus, BooleanSupplier answering) {

    /** Shared with all other nodes through Redis. */
    static NodeCache shared(RedisSettings settings, Telemetry telemetry, Closing closing) {
        Codec codec = new Codec();
        RedisCacheStore store = closing.opened(RedisCacheStore.connect(settings, codec, telemetry));
        RedisEventBus bus = closing.opened(RedisEventBus.connect(settings, codec));
        return new NodeCache(store, bus, store::answers);
    }

    /** Inside this process, for one node alone. */
    static NodeCache inProcess(Clock clock) {
        InMemoryEventBus bus = new InMemoryEventBus();
        return new NodeCache(new InMemoryCacheStore(clock, bus), bus, () -> true);
    }
}
