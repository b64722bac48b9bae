package io.tradecache.launcher.architecture.broken.jdbc;

import io.tradecache.launcher.architecture.broken.redis.RedisEventBus;

/** R3: the other half of the cycle. */
public final class JdbcBags {

    public RedisEventBus bus() {
        return new RedisEventBus();
    }
}
